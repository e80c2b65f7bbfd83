// Reading on a desktop: getting to the text, and from page to page.
import assert from 'node:assert/strict';
import { testsOf, texts } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('SITE');
const look = await testsOf(site);
const article = 'en-us/requirements.html';

look('the skip link is the first stop and leads to the text', {}, async (page) => {
  await page.goto(article);
  await page.keyboard.press('Tab');
  const skip = page.locator('.skip-link');
  assert.ok(await skip.evaluate((link) => link === document.activeElement));
  const box = await skip.boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0 && box.height >= 24, 'it can be seen');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('main').evaluate((main) => main === document.activeElement));
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.closest('main')), 'the next stop is in the text');
});

look('previous and next go where they say', {}, async (page) => {
  // Backwards, because the landing page has a way in and no signposts itself.
  await page.goto(site.find(/^(?=[^]*rel="prev")(?![^]*rel="next")/, 'en-us/'));
  const here = () => page.locator('.navigation [aria-current=page]').textContent();
  const previous = page.locator('a[rel=prev]');
  const next = page.locator('a[rel=next]');
  const seen = [page.url()];
  while (await previous.count()) {
    const from = { url: page.url(), title: await here() };
    const said = await previous.locator('bdi').textContent();
    await previous.click();
    assert.ok(!seen.includes(page.url()), `${page.url()} comes twice`);
    assert.equal(await here(), said, `previous on ${from.url}`);
    if (await next.count()) {
      assert.equal(await next.locator('bdi').textContent(), from.title, `next on ${page.url()}`);
      assert.equal(await next.evaluate((link) => link.href), from.url);
    }
    seen.push(page.url());
  }
  const all = site.articles.filter((address) => address.startsWith('en-us/'));
  assert.equal(seen.length, all.length, 'the way leads through all pages');
});

look('the outline lists the headings and leads to them', {}, async (page) => {
  await page.goto(article);
  const outline = page.locator('nav.outline');
  assert.deepEqual(await texts(outline.getByRole('link')), await texts(page.locator('.content :is(h2, h3)')));
  const last = outline.getByRole('link').last();
  const name = await last.innerText();
  await last.click();
  assert.equal(await page.locator(':target').innerText(), name);
  const box = await page.locator(':target').boundingBox();
  assert.ok(box.y >= 0 && box.y < 900, 'the heading is on the screen');
});

look('a missing address gets the 404 page of its language', {
  expected: [/status: 404 .*no-such-page/, /console: Failed to load resource: .* 404/],
}, async (page) => {
  for (const [missing, lang] of [
    ['en-us/a/b/no-such-page.html', 'en-US'],
    ['ko-kr/no-such-page.html', 'ko-KR'],
    ['no-such-page', 'en-US'],
  ]) {
    const response = await page.goto(missing);
    assert.equal(response.status(), 404);
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
    // The page answers at any depth, so its addresses must hold at any depth.
    assert.ok(await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length)));
    await page.locator('main a').click();
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
    assert.ok(await page.locator('h1').isVisible());
  }
});
