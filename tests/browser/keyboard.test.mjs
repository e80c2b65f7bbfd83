// Everything can be reached and used without a pointer, and focus can be seen.
import assert from 'node:assert/strict';
import { PHONE, testsOf } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('SITE');
const look = await testsOf(site);
const article = 'en-us/requirements.html';

/**
 * What has the focus, and whether that can be seen; nothing on the page's end,
 * behind which some browsers begin again with the first stop.
 */
const focus = (page) => page.evaluate(() => {
  const node = document.activeElement;
  if (!node || node === document.body || node.hadFocus) return null;
  node.hadFocus = true;
  const { outlineStyle, outlineWidth } = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  return {
    name: `${node.localName}.${node.className} ${node.textContent.trim().slice(0, 30)}`,
    marked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    onScreen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
});

/** Presses Tab until `selector` has the focus. */
async function tabTo(page, selector) {
  for (let stops = 0; stops < 300; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await focus(page);
    assert.ok(stop, `${selector} was not reached`);
    assert.ok(stop.marked && stop.onScreen, `the focus cannot be seen on ${stop.name}`);
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} was not reached`);
}

for (const [size, options] of [['desktop', {}], ['phone', { viewport: PHONE }]]) {
  look(`every stop of the tab key can be seen: ${size}`, options, async (page) => {
    for (const address of [article, 'en-us/index.html', 'en-us/404.html', 'index.html']) {
      await page.goto(address);
      const wanted = await page.locator('a[href], button, summary, [tabindex="0"]').evaluateAll((all) =>
        all.filter((node) => node.checkVisibility()).length);
      let stops = 0;
      for (; stops <= wanted; stops += 1) {
        await page.keyboard.press('Tab');
        const stop = await focus(page);
        if (!stop) break;
        assert.ok(stop.marked, `${address}: no outline on ${stop.name}`);
        assert.ok(stop.onScreen, `${address}: off the screen: ${stop.name}`);
      }
      assert.equal(stops, wanted, `${address}: everything is a stop once`);
    }
  });
}

look('the list of languages works by keys', {}, async (page) => {
  await page.goto(article);
  await tabTo(page, '.languages-button');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('nav.languages').isVisible());
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('nav.languages').isHidden());
  assert.ok(await page.evaluate(() => document.activeElement.matches('.languages-button')));
  await page.keyboard.press('Space');
  await tabTo(page, 'nav.languages a[hreflang=ko-KR]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/ko-kr/requirements.html');
});

look('the drawer works by keys', { viewport: PHONE }, async (page) => {
  await page.goto(article);
  await tabTo(page, '.menu-button');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('nav.navigation').isVisible());
  // The drawer comes right after its button, wherever it is in the document.
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.matches('nav.navigation .close-button')));
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('nav.navigation').isHidden());
  assert.ok(await page.evaluate(() => document.activeElement.matches('.menu-button')));
  await page.keyboard.press('Enter');
  await tabTo(page, 'nav.navigation a[href="services-for-senders.html"]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/services-for-senders.html');
});

look('the outline under the heading works by keys', { viewport: PHONE }, async (page) => {
  await page.goto(article);
  await tabTo(page, '.outline-fold summary');
  await page.keyboard.press('Enter');
  await tabTo(page, '.outline-fold a');
  const target = await page.evaluate(() => document.activeElement.hash);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.hash === target);
});
