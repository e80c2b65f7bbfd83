// The site keeps to a strict Content-Security-Policy. Every test of every file
// runs under it and fails on the browser's complaint; here is the proof that
// there would be one.
import assert from 'node:assert/strict';
import { POLICY } from './server.mjs';
import { testsOf } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('SITE');
const look = await testsOf(site);

look('pages and their parts come with the policy', {}, async (page) => {
  const policies = [];
  page.on('response', (response) => policies.push(response.headers()['content-security-policy']));
  await page.goto('en-us/requirements.html');
  assert.ok(policies.length >= 3, 'page, stylesheet and picture');
  assert.deepEqual([...new Set(policies)], [POLICY]);
});

look('a breach of the policy would be noticed', {
  expected: [/console: .*Content Security Policy/],
}, async (page) => {
  await page.goto('en-us/requirements.html');
  const complaint = page.waitForEvent('console');
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  assert.match((await complaint).text(), /Content Security Policy/);
});

look('no page carries a script or a style of its own', {}, async (page) => {
  for (const address of site.pages) {
    await page.goto(address);
    const own = await page.locator('script:not([src]), style, [style], iframe').evaluateAll((all) =>
      all.map((node) => node.outerHTML.slice(0, 80)));
    assert.deepEqual(own, [], address);
  }
});
