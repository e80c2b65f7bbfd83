// A built site as the tests see it: a folder of pages.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The site in the folder that the environment variable `name` gives. */
export function siteFrom(name) {
  const folder = process.env[name];
  if (!folder || !existsSync(path.join(folder, 'index.html'))) {
    throw new Error(`${name} must name a folder with a built site; tests/all sets it.`);
  }
  return siteIn(folder);
}

/** The program that is tested. */
export function guidepost() {
  const repository = fileURLToPath(new URL('../..', import.meta.url));
  const binary = path.resolve(repository, process.env.GUIDEPOST ?? 'target/release/guidepost');
  if (!existsSync(binary)) {
    throw new Error(`${binary} is not there; tests/all builds it and names it in GUIDEPOST.`);
  }
  return binary;
}

/** The site of a folder in `fixtures`, built for this file of tests. */
export function siteOf(fixture) {
  const source = fileURLToPath(new URL(`fixtures/${fixture}`, import.meta.url));
  const folder = mkdtempSync(path.join(tmpdir(), 'guidepost-'));
  after(() => rmSync(folder, { recursive: true }));
  const out = path.join(folder, 'site');
  const run = spawnSync(guidepost(), ['build', '--strict', '--out', out, source], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return siteIn(out);
}

function siteIn(folder) {
  const files = readdirSync(folder, { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.html'))
    .sort();
  const source = (page) => readFileSync(path.join(folder, page), 'utf8');
  // Old addresses are kept as pages that only lead on; nobody reads those.
  const pages = files.filter((file) => !/http-equiv="?refresh/i.test(source(file)));
  return {
    folder,
    base: basePath(folder),
    files,
    pages,
    /** Pages with a place in the navigation: not the chooser, not the 404s, not
        the lists from A to Z, not the tables of contents themselves. */
    articles: pages.filter((page) =>
      page !== 'index.html' && !/(404|a-to-z|translations)\.html$/.test(page) && !/^[^/]+\/toc\//.test(page)),
    source,
    /** The first page whose markup matches: content moves, its kinds stay. */
    find(pattern, under = '') {
      const found = pages.find((page) => page.startsWith(under) && pattern.test(source(page)));
      if (!found) throw new Error(`No page under "${under}" matches ${pattern}.`);
      return found;
    },
  };
}

/** The path the site was built for. Only its 404 pages depend on it, because
    they answer for addresses of any depth. */
function basePath(folder) {
  const robots = path.join(folder, 'robots.txt');
  const sitemap = existsSync(robots) && /^Sitemap: (.+)$/m.exec(readFileSync(robots, 'utf8'));
  return sitemap ? new URL('.', sitemap[1]).pathname : '/';
}
