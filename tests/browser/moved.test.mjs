// Old addresses still lead readers on, and whole tables of contents are there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testsOf } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('SITE');
const look = await testsOf(site);

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with a script' : 'without scripts';

  look(`a page that has moved leads on, ${how}`, { javaScriptEnabled }, async (page) => {
    await page.goto('en-us/support.html');
    await page.waitForURL('**/en-us/postmaster/contact.html');
    assert.match(await page.locator('h1').innerText(), /postmaster/);
  });

  look(`a fallback page that has moved leads on in its language, ${how}`, { javaScriptEnabled }, async (page) => {
    await page.goto('ko-kr/support.html');
    await page.waitForURL('**/ko-kr/postmaster/contact.html');
    assert.equal(await page.locator('html').getAttribute('lang'), 'ko-KR');
  });
}

look('a place on a page that has moved is kept', {}, async (page) => {
  await page.goto('en-us/support.html#what-to-include');
  await page.waitForURL('**/en-us/postmaster/contact.html#what-to-include');
});

look('a section that has moved leads on', {}, async (page) => {
  await page.goto('en-us/services-for-senders.html#junk-reports');
  await page.waitForURL('**/en-us/abuse/feedback-loop.html');
  await page.goto('en-us/bounces/codes.html#blocked-senders');
  await page.waitForURL('**/en-us/bounces/codes.html#blocked-addresses');
});

look('a section that has moved says where to, without scripts', { javaScriptEnabled: false }, async (page) => {
  await page.goto('en-us/services-for-senders.html');
  assert.equal(await page.locator('.moved').isVisible(), false);
  await page.goto('en-us/services-for-senders.html#junk-reports');
  const moved = page.locator('.moved:target');
  assert.ok(await moved.isVisible());
  await moved.getByRole('link').click();
  await page.waitForURL('**/en-us/abuse/feedback-loop.html');
});

look('every page leads to the whole table of contents', {}, async (page) => {
  await page.goto('en-us/bounces/codes.html');
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'All pages' }).click();
  await page.waitForURL('**/en-us/toc/index.html');
  const listed = await page.locator('main a').evaluateAll((all) => all.map((link) => link.href));
  const pages = site.articles.filter((address) => address.startsWith('en-us/'));
  const missing = pages.filter((address) => !listed.includes(new URL(address, look.url).href));
  assert.deepEqual(missing, []);
});

test('the table as JSON leads where the page does', async () => {
  const address = new URL('en-us/toc/index.json', look.url);
  const { items } = await (await fetch(address)).json();
  const hrefs = [];
  const walk = (list) => {
    for (const { href, items: inside = [] } of list) {
      if (href) hrefs.push(new URL(href, address));
      walk(inside);
    }
  };
  walk(items);
  assert.ok(hrefs.length >= site.articles.filter((one) => one.startsWith('en-us/')).length);
  for (const href of hrefs) assert.equal((await fetch(href)).status, 200, href.href);
});
