// A language that is written from the right mirrors the page, but not its code.
import assert from 'node:assert/strict';
import { PHONE, testsOf } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('RTL_SITE');
const look = await testsOf(site);
const article = 'ar-sa/bounces.html';

look('every page is declared right-to-left and fits a phone', {}, async (page) => {
  for (const address of site.pages) {
    await page.goto(address);
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl', address);
    assert.equal(await page.locator('html').getAttribute('lang'), 'ar-SA', address);
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 740 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${address} takes ${wide} px of ${width} px`);
    }
  }
});

look('the layout is mirrored', {}, async (page) => {
  await page.goto(article);
  const left = async (selector) => (await page.locator(selector).first().boundingBox()).x;
  const order = ['.outline', '.middle', '.layout > .navigation'];
  const places = await Promise.all(order.map(left));
  assert.deepEqual(places, places.toSorted((a, b) => a - b), `${order} from the left: ${places}`);
  const home = await page.locator('.site-header .home').boundingBox();
  assert.ok(home.x + home.width > 1280 * 0.8, "the site's name is at the right");

  // The first column of a table and the numbers of a list are at the right, too.
  const columns = await page.locator('th').evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().left));
  assert.deepEqual(columns, columns.toSorted((a, b) => b - a));
  assert.ok(parseFloat(await page.locator('.content ol').evaluate((list) => getComputedStyle(list).paddingRight)) > 0);
});

look('the drawer opens at the side of its button', { viewport: PHONE }, async (page) => {
  await page.goto(article);
  const button = page.locator('.site-header .menu-button');
  assert.ok((await button.boundingBox()).x < PHONE.width / 2);
  await button.click();
  assert.equal((await page.locator('nav.navigation').boundingBox()).x, 0);
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('nav.navigation').isHidden());
});

look('code reads from the left', {}, async (page) => {
  await page.goto(article);
  const codes = page.locator('.content code');
  assert.ok(await codes.count() >= 8);
  for (const code of await codes.all()) {
    const { text, direction, places } = await code.evaluate((node) => {
      // The first line, in whatever elements its words stand.
      const line = node.textContent.split('\n')[0];
      const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      const characters = document.createRange();
      const places = [];
      while (places.length < line.length && texts.nextNode()) {
        for (let at = 0; at < texts.currentNode.length && places.length < line.length; at += 1) {
          characters.setStart(texts.currentNode, at);
          characters.setEnd(texts.currentNode, at + 1);
          places.push(characters.getBoundingClientRect().left);
        }
      }
      return { text: line, direction: getComputedStyle(node).direction, places };
    });
    assert.equal(direction, 'ltr', text);
    // What is drawn, not only what is declared: "-all" must not become "all-".
    assert.deepEqual(places, places.toSorted((a, b) => a - b), `${text} is drawn in another order`);
  }
});

look('arrows point the way of reading', {}, async (page) => {
  await page.goto(article);
  const flip = await page.locator('.signposts .previous').evaluate((link) => getComputedStyle(link, '::before').transform);
  // The arm of "previous" points to the right, where an Arabic reader comes from.
  assert.match(flip, /^(none|matrix\(1,)/);
});
