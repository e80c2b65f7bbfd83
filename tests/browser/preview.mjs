// A site that `guidepost serve` shows while a test writes in it.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { guidepost } from './site.mjs';

/** Sections with some text each, so that a page is worth scrolling. */
export const sections = (count, text) =>
  Array.from({ length: count }, (_, index) => `## ${text} ${index + 1}\n\n${`${text} `.repeat(120)}\n`);

/** Serves a new site until the tests of this file are done. */
export async function preview(files, ...options) {
  const folder = mkdtempSync(path.join(tmpdir(), 'guidepost-'));
  const place = (file) => path.join(folder, file);
  let probes = 0;
  const site = {
    write(file, text) {
      mkdirSync(path.dirname(place(file)), { recursive: true });
      writeFileSync(place(file), text);
    },
    read: (file) => readFileSync(place(file), 'utf8'),
    remove: (file) => rmSync(place(file)),
    url: '',
    server: undefined,
    /** Begins to serve, on the port of the last time where there was one. */
    async start() {
      const port = site.url ? new URL(site.url).port : '0';
      site.server = spawn(guidepost(), ['serve', '--port', port, ...options], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      for await (const line of createInterface({ input: site.server.stderr })) {
        const found = /^serving (http:\S+)/.exec(line);
        if (found) {
          site.url = found[1];
          // Read on, or the server would wait for somebody who does.
          site.server.stderr.resume();
          return;
        }
      }
      throw new Error('The server has ended.');
    },
    /** Waits until all that was written is shown. */
    async settle() {
      probes += 1;
      site.write('content/en-us/probe.md', `# Probe\n\nprobe ${probes}.\n`);
      const probe = async () => (await fetch(`${site.url}en-us/probe`)).text();
      while (!(await probe()).includes(`probe ${probes}.`));
    },
    async stop() {
      const ended = new Promise((resolve) => site.server.once('exit', resolve));
      site.server.kill('SIGKILL');
      await ended;
    },
  };
  for (const [file, text] of Object.entries(files)) site.write(file, text);
  await site.start();
  after(async () => {
    await site.stop();
    rmSync(folder, { recursive: true });
  });
  return site;
}
