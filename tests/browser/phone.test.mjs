// On a phone the navigation is a drawer and wide tables scroll by themselves.
import assert from 'node:assert/strict';
import { PHONE, testsOf } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('SITE');
const look = await testsOf(site);
const phone = { viewport: PHONE, hasTouch: true, isMobile: true };
const article = 'en-us/requirements.html';

look('the drawer opens by its button and closes by Esc', phone, async (page) => {
  await page.goto(article);
  const drawer = page.locator('nav.navigation');
  const button = page.locator('.site-header .menu-button');
  assert.ok(await drawer.isHidden(), 'closed at first');
  await button.tap();
  assert.ok(await drawer.isVisible());
  const box = await drawer.boundingBox();
  assert.ok(box.width <= PHONE.width && box.height >= PHONE.height, 'as high as the screen');
  await page.keyboard.press('Escape');
  assert.ok(await drawer.isHidden());
  assert.ok(await button.evaluate((node) => node === document.activeElement), 'the focus is where it was');
});

look('the drawer closes by its own button and by a tap beside it', phone, async (page) => {
  await page.goto(article);
  const drawer = page.locator('nav.navigation');
  const button = page.locator('.site-header .menu-button');
  await button.tap();
  await drawer.locator('.close-button').tap();
  assert.ok(await drawer.isHidden());
  await button.tap();
  await page.touchscreen.tap(10, PHONE.height / 2);
  assert.ok(await drawer.isHidden());
});

look('the drawer leads to other pages', phone, async (page) => {
  await page.goto(article);
  await page.locator('.site-footer .menu-button').tap();
  const link = page.locator('nav.navigation a:not([aria-current])').last();
  const target = await link.evaluate((node) => node.href);
  await link.tap();
  await page.waitForURL(target);
  assert.ok(await page.locator('nav.navigation').isHidden(), 'the drawer is closed on the next page');
});

look('a wide table scrolls inside its region', phone, async (page) => {
  await page.goto(article);
  const region = page.locator('.table').first();
  const sizes = await region.evaluate((node) => ({
    role: node.role, name: node.ariaLabel, stop: node.tabIndex, room: node.clientWidth, wide: node.scrollWidth,
  }));
  assert.equal(sizes.role, 'group');
  assert.ok(sizes.name, 'it has a name');
  assert.equal(sizes.stop, 0, 'it can be focused');
  assert.ok(sizes.wide > sizes.room, 'there is something to scroll');
  await region.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.activeElement.scrollLeft > 0);
  assert.equal(await page.evaluate(() => scrollX), 0, 'the page itself stays');
});

look('fingers find everything that is no link in a text', phone, async (page) => {
  await page.goto(article);
  await page.locator('.outline-fold summary').tap();
  await page.locator('.site-header .menu-button').tap();
  // WCAG 2.2 wants 24 px; this theme wants to be kinder to thumbs.
  const small = await page.locator('button, summary, .navigation a, .outline-fold a, .signposts a').evaluateAll((all) =>
    all.filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 36)
      .map((node) => `${node.textContent.trim()}: ${node.getBoundingClientRect().height}`));
  assert.deepEqual(small, []);
});
