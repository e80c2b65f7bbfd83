// Readers without JavaScript miss nothing.
import assert from 'node:assert/strict';
import { DESKTOP, PHONE, testsOf } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('SITE');
const look = await testsOf(site);
const plain = { javaScriptEnabled: false };

look('every page can be reached by links from the first', plain, async (page) => {
  const seen = new Set(['index.html']);
  // A set grows while it is walked.
  for (const address of seen) {
    await page.goto(address);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.href));
    for (const link of links) {
      const url = new URL(link);
      url.hash = '';
      if (url.href.startsWith(look.url)) seen.add(url.href.slice(look.url.length));
    }
  }
  const lost = [...site.articles].filter((address) => !seen.has(address));
  assert.deepEqual(lost, []);
});

for (const [size, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
  look(`menus open and close: ${size}`, { ...plain, viewport }, async (page) => {
    // The landing page has its navigation in the drawer on wide screens, too.
    await page.goto('en-us/index.html');
    for (const [button, menu] of [['.site-header .menu-button', 'nav.navigation'], ['.languages-button', 'nav.languages']]) {
      assert.ok(await page.locator(menu).isHidden());
      await page.locator(button).click();
      assert.ok(await page.locator(menu).isVisible(), menu);
      await page.keyboard.press('Escape');
      assert.ok(await page.locator(menu).isHidden(), menu);
    }
  });
}

look('a language can be chosen', plain, async (page) => {
  await page.goto('en-us/requirements.html');
  await page.locator('.languages-button').click();
  await page.locator('nav.languages a[hreflang=ko-KR]').click();
  await page.waitForURL('**/ko-kr/requirements.html');
});
