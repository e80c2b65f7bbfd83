// What holds for every page of the site.
import assert from 'node:assert/strict';
import { testsOf, texts } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('SITE');
const look = await testsOf(site);

for (const address of site.pages) {
  look(`${address} is a whole page`, {}, async (page) => {
    const response = await page.goto(address);
    assert.equal(response.status(), 200);
    assert.match(response.headers()['content-type'], /^text\/html; charset=utf-8$/);

    assert.equal(await page.locator('h1').count(), 1, 'one h1');
    assert.notEqual((await page.title()).trim(), '');
    for (const role of ['main', 'banner']) {
      assert.equal(await page.getByRole(role).count(), 1, `one ${role}`);
    }
    // Several navigations tell one another apart by their names.
    const names = await page.locator('nav').evaluateAll((all) =>
      all.map((nav) => nav.ariaLabel ?? document.getElementById(nav.getAttribute('aria-labelledby'))?.textContent));
    assert.ok(names.every(Boolean), `every navigation has a name: ${names}`);
    assert.equal(new Set(names).size, names.length, `the names differ: ${names}`);

    const levels = await page.locator('main :is(h1, h2, h3, h4, h5, h6)').evaluateAll((all) =>
      all.map((heading) => Number(heading.localName[1])));
    assert.equal(levels[0], 1, 'the h1 comes first');
    levels.reduce((above, level) => {
      assert.ok(level <= above + 1, `no level is left out: ${levels}`);
      return level;
    });
  });
}

const lost = site.pages.filter((address) => address.endsWith('404.html'));
const found = site.pages.filter((address) => !lost.includes(address));

look('no page is wider than a phone', {}, (page) => fits(page, found));
look('no 404 page is wider than a phone', {}, (page) => fits(page, lost));

async function fits(page, addresses) {
  // 320 px is what remains of a laptop's screen at 400 % zoom.
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 });
    for (const address of addresses) {
      await page.goto(address);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${address} takes ${wide} px of ${width} px`);
    }
  }
}

look('breadcrumbs name the way in the navigation', {}, async (page) => {
  for (const address of site.articles) {
    await page.goto(address);
    const current = page.locator('.navigation [aria-current=page]');
    assert.equal(await current.count(), 1, `${address} is marked once in the navigation`);
    const way = await current.evaluate((link) => {
      const titles = [];
      let item = link.closest('li');
      while ((item = item.parentElement.closest('li'))) {
        titles.unshift(item.querySelector(':scope > :is(a, .group)').innerText.trim());
      }
      return titles;
    });
    assert.deepEqual(await texts(page.locator('.breadcrumbs li')), way, address);
  }
});

look('no entry of the navigation is a dead end', {}, async (page) => {
  for (const address of site.articles) {
    await page.goto(address);
    const dead = page.locator('.navigation li:not(:has(a))');
    assert.deepEqual(await texts(dead), [], `${address}: entries that lead nowhere`);
  }
});
