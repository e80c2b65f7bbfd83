// The first page leads readers to their language, and lets those stay who want to.
import assert from 'node:assert/strict';
import { testsOf } from './browser.mjs';
import { siteOf } from './site.mjs';

const site = siteOf('languages');
const look = await testsOf(site);

/** Where a reader ends who opens the first page. */
async function arrive(page, address = 'index.html') {
  await page.goto(address);
  // A script that leads on has run by then, and its navigation has begun.
  await page.waitForTimeout(100);
  await page.waitForLoadState();
  return page.url().slice(look.url.length);
}

for (const [locale, expected] of [
  ['ko', 'ko-kr'],
  ['ko-KR', 'ko-kr'],
  ['en-GB', 'en-us'],
  ['zh-TW', 'zh-hant-tw'],
  ['zh-HK', 'zh-hant-tw'],
  ['zh-CN', 'zh-hans-cn'],
  ['zh', 'zh-hans-cn'],
  ['pt', 'pt-br'],
  ['pt-PT', 'pt-br'],
  ['es-MX', 'es-419'],
  ['es-ES', 'es-es'],
  ['es', 'es-es'],
  ['sr-Latn', 'sr-latn-rs'],
  ['ar-EG', 'ar-sa'],
]) {
  look(`a browser in ${locale} is led to ${expected}`, { locale }, async (page) => {
    assert.equal(await arrive(page), `${expected}/index.html`);
  });
}

for (const locale of ['fi-FI', 'sr-Cyrl']) {
  look(`a browser in ${locale} shows the list, which the site has no page for`, { locale }, async (page) => {
    assert.equal(await arrive(page), 'index.html');
    assert.equal(await page.getByRole('main').getByRole('link').count(), 10);
  });
}

look('the first language that the site has decides', {}, async (page) => {
  await page.addInitScript(() => {
    const languages = ['fi', 'en_US@posix', 'ja', 'ko'];
    Object.defineProperty(navigator, 'languages', { get: () => languages });
  });
  assert.equal(await arrive(page), 'ja-jp/index.html');
});

look('a choice is remembered and comes before what the browser says', { locale: 'ko-KR' }, async (page) => {
  await page.goto('ko-kr/index.html');
  await page.locator('.languages-button').click();
  await page.locator('nav.languages a[hreflang=pt-BR]').click();
  await page.waitForURL('**/pt-br/index.html');
  assert.equal(await arrive(page), 'pt-br/index.html');
});

look('what is chosen on the first page is remembered, too', {}, async (page) => {
  await page.goto('index.html');
  await page.locator('a[hreflang=es-419]').click();
  await page.waitForURL('**/es-419/index.html');
  assert.equal(await arrive(page), 'es-419/index.html');
});

look('to read a page in another language is no choice', { locale: 'ko-KR' }, async (page) => {
  await page.goto('ja-jp/index.html');
  assert.equal(await arrive(page), 'ko-kr/index.html');
});

look('who comes back is not sent away', { locale: 'ko-KR' }, async (page) => {
  // By a link of the site.
  await page.goto('ko-kr/index.html');
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '../index.html';
    document.body.append(link);
    link.click();
  });
  await page.waitForURL('**/index.html');
  await page.waitForTimeout(200);
  assert.equal(page.url(), `${look.url}index.html`);
  // By loading the page again, and by stepping back to it.
  await page.reload();
  await page.waitForTimeout(200);
  assert.equal(page.url(), `${look.url}index.html`);
  await page.locator('a[hreflang=ja-JP]').click();
  await page.waitForURL('**/ja-jp/index.html');
  await page.goBack();
  await page.waitForTimeout(200);
  assert.equal(page.url(), `${look.url}index.html`);
  // By asking for it.
  await page.goto('about:blank');
  assert.equal(await arrive(page, 'index.html#choose'), 'index.html#choose');
});

look('one step back leads out of the site', { locale: 'ko-KR' }, async (page) => {
  await page.goto('about:blank');
  assert.equal(await arrive(page), 'ko-kr/index.html');
  await page.goBack();
  assert.equal(page.url(), 'about:blank');
});

look('a browser that keeps nothing is asked again', { locale: 'ko-KR' }, async (page) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  await page.goto('index.html#choose');
  await page.locator('a[hreflang=pt-BR]').click();
  await page.waitForURL('**/pt-br/index.html');
  await page.goto('about:blank');
  assert.equal(await arrive(page), 'ko-kr/index.html');
});

look('without JavaScript the list works', { locale: 'ko-KR', javaScriptEnabled: false }, async (page) => {
  assert.equal(await arrive(page), 'index.html');
  assert.doesNotMatch(site.source('index.html'), /http-equiv="?refresh/i);
  await page.locator('a[hreflang=ja-JP]').click();
  await page.waitForURL('**/ja-jp/index.html');
});

look('a change of language keeps the place on the page', {}, async (page) => {
  await page.goto('en-us/index.html#codes');
  await page.locator('.languages-button').click();
  await page.locator('nav.languages a[hreflang=ko-KR]').click();
  await page.waitForURL('**/ko-kr/index.html#codes');
  // The place that a reader has gone to since counts, not the first one.
  await page.goto('en-us/index.html');
  await page.locator('.outline-fold a, .outline a, .content h2').first().waitFor({ state: 'attached' });
  await page.evaluate(() => { location.hash = '#codes'; });
  await page.locator('.languages-button').click();
  await page.locator('nav.languages a[hreflang=zh-Hant-TW]').click();
  await page.waitForURL('**/zh-hant-tw/index.html#codes');
});

look('so does the way to the source of a page that is not translated', {}, async (page) => {
  await page.goto('ko-kr/only.html#codes');
  await page.getByRole('note').getByRole('link').click();
  await page.waitForURL('**/en-us/only.html#codes');
});
