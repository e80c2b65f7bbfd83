// Tests that look at a site through a browser.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

const FLAGS = [
  // Containers let nobody but root in, and root may not use the sandbox.
  '--no-sandbox',
  '--disable-gpu',
  // Nothing here may talk to the network on its own, or to anybody else.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  // The same pixels on every machine.
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

/** A browser with a fresh profile. */
export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROME || '/usr/bin/chromium', args: FLAGS });

/** Serves `site` and opens a browser for a file of tests. The function that
    comes back declares a test: its body gets a page in a context of its own.
    Whatever a test is about, it fails on any word on the console, any request
    that fails and any request that leaves this machine. */
export async function testsOf(site) {
  const server = await serve(site.folder, site.base);
  const browser = await launch();
  after(async () => {
    await browser.close();
    await server.close();
  });

  const look = (name, options, body) => {
    const { skip, expected = [], ...context } = options;
    test(name, { skip, timeout: 60_000 }, async () => {
      const reader = await browser.newContext({
        baseURL: server.url,
        viewport: DESKTOP,
        reducedMotion: 'reduce',
        // Icelandic: no site of ours has it, so none leads on from its first page.
        locale: 'is-IS',
        ...context,
      });
      const problems = watch(reader);
      try {
        await body(await reader.newPage());
      } finally {
        await reader.close();
      }
      assert.deepEqual(problems.filter((problem) => !expected.some((one) => one.test(problem))), []);
    });
  };
  look.url = server.url;
  return look;
}

/** A list that fills with what goes wrong in `context`. */
export function watch(context) {
  const problems = [];
  context.on('console', (message) => problems.push(`console: ${message.text()}`));
  context.on('weberror', (error) => problems.push(`error: ${error.error().message}`));
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // Going on before the icon of a page has arrived is no failure.
    if (reason !== 'net::ERR_ABORTED') problems.push(`failed: ${request.url()} ${reason}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) problems.push(`status: ${response.status()} ${response.url()}`);
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const here = ['data:', 'file:'].includes(protocol) || hostname === '127.0.0.1';
    if (!here) problems.push(`elsewhere: ${request.url()}`);
  });
  return problems;
}

/** The texts of all elements that match, as people see them. */
export const texts = async (locator) =>
  (await locator.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
