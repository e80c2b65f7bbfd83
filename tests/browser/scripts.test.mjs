// Each language is set as its script asks for, also inside of a page of another.
import assert from 'node:assert/strict';
import { DESKTOP, testsOf } from './browser.mjs';
import { siteOf } from './site.mjs';

const site = siteOf('languages');
const look = await testsOf(site);

/** Computed styles of the first element that matches. */
const styles = (page, selector, names) =>
  page.locator(selector).first().evaluate((node, names) => {
    const computed = getComputedStyle(node);
    return Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(name)]));
  }, names);

const BREAKS = ['word-break', 'overflow-wrap', 'line-break', 'text-autospace'];
const EXPECTED = {
  'en-us': ['normal', 'break-word', 'auto', 'no-autospace', 'italic', /^system-ui/],
  'ko-kr': ['keep-all', 'anywhere', 'strict', 'no-autospace', 'normal', /^"Apple SD Gothic Neo"/],
  'ja-jp': ['normal', 'break-word', 'strict', 'normal', 'normal', /^"Hiragino Sans"/],
  'zh-hans-cn': ['normal', 'break-word', 'strict', 'normal', 'normal', /^"PingFang SC"/],
  'zh-hant-tw': ['normal', 'break-word', 'strict', 'normal', 'normal', /^"PingFang TC"/],
  'ar-sa': ['normal', 'break-word', 'auto', 'no-autospace', 'normal', /^"SF Arabic"/],
};

for (const [locale, [...expected]] of Object.entries(EXPECTED)) {
  look(`${locale} has its own line breaks, emphasis and fonts`, {}, async (page) => {
    const font = expected.pop();
    const slant = expected.pop();
    await page.goto(`${locale}/index.html`);
    assert.deepEqual(Object.values(await styles(page, '.content p', BREAKS)), expected);
    assert.equal((await styles(page, '.content em', ['font-style']))['font-style'], slant);
    assert.match((await styles(page, '.content p', ['font-family']))['font-family'], font);
    // Code is what it is in every language.
    const code = await styles(page, '.content code', [...BREAKS, 'letter-spacing']);
    assert.equal(code['word-break'], 'normal');
    assert.equal(code['text-autospace'], 'no-autospace');
    assert.match(code['letter-spacing'], /^(normal|0px)$/);
  });
}

look('Japanese headings break between phrases', {}, async (page) => {
  await page.goto('ja-jp/index.html');
  assert.equal((await styles(page, 'h1', ['word-break']))['word-break'], 'auto-phrase');
});

look('Hong Kong and Macao have fonts of their own, and a script comes before a region', {}, async (page) => {
  await page.goto('en-us/index.html');
  for (const [lang, font] of [
    ['zh', 'PingFang SC'], ['zh-SG', 'PingFang SC'], ['zh-TW', 'PingFang TC'], ['zh-HK', 'PingFang HK'],
    ['zh-Hant', 'PingFang TC'], ['zh-Hant-HK', 'PingFang HK'], ['zh-Hans-HK', 'PingFang SC'],
  ]) {
    await page.locator('.content p').first().evaluate((node, lang) => { node.lang = lang; }, lang);
    const { 'font-family': family } = await styles(page, '.content p', ['font-family']);
    assert.ok(family.startsWith(`"${font}"`), `${lang}: ${family}`);
  }
});

look('a text in another language keeps the rules of its own', {}, async (page) => {
  for (const locale of ['ko-kr', 'ja-jp', 'ar-sa']) {
    await page.goto(`${locale}/only.html`);
    const [...expected] = EXPECTED['en-us'].slice(0, 4);
    assert.deepEqual(Object.values(await styles(page, '.content', BREAKS)), expected, locale);
    assert.deepEqual(Object.values(await styles(page, '.content p', BREAKS)), expected, locale);
    assert.equal((await styles(page, '.content em', ['font-style']))['font-style'], 'italic', locale);
    // So does its title where it is listed.
    const listed = page.locator('.navigation bdi', { hasText: 'English only' });
    assert.equal(await listed.getAttribute('lang'), 'en-US');
    assert.equal(await listed.getAttribute('dir'), 'ltr');
  }
});

look('Arabic has room above and below, and no space between its letters', {}, async (page) => {
  await page.goto('ar-sa/index.html');
  for (const selector of ['.content p', 'h1', '.navigation a']) {
    const { 'letter-spacing': spacing } = await styles(page, selector, ['letter-spacing']);
    assert.match(spacing, /^(normal|0px)$/, selector);
  }
  const { 'line-height': height, 'font-size': size } = await styles(page, '.content p', ['line-height', 'font-size']);
  assert.ok(parseFloat(height) / parseFloat(size) >= 1.7, `${height} of ${size}`);
  await page.goto('en-us/index.html');
  const { 'font-size': latin } = await styles(page, '.content p', ['font-size']);
  assert.ok(Math.abs(parseFloat(size) / parseFloat(latin) - 1.06) < 0.005, `${size}, ${latin}`);
});

look('a line holds about forty letters of Korean, Japanese and Chinese', { viewport: DESKTOP }, async (page) => {
  for (const locale of ['ko-kr', 'ja-jp', 'zh-hant-tw']) {
    await page.goto(`${locale}/index.html`);
    const letters = await page.locator('.content').evaluate((content) =>
      content.clientWidth / parseFloat(getComputedStyle(content).fontSize));
    assert.ok(letters >= 36 && letters <= 42, `${locale}: ${letters}`);
  }
});

look('what is technical is drawn in the order in which it is written', {}, async (page) => {
  await page.goto('ar-sa/index.html');
  const isolated = page.locator('.content bdi, h1 bdi, .navigation bdi bdi');
  const found = [];
  for (const token of await isolated.all()) {
    const { text, places } = await token.evaluate((node) => {
      const characters = document.createRange();
      const [text] = node.childNodes;
      const places = Array.from(text.data, (_, at) => {
        characters.setStart(text, at);
        characters.setEnd(text, at + 1);
        return characters.getBoundingClientRect().left;
      });
      return { text: text.data, places };
    });
    found.push(text);
    assert.deepEqual(places, places.toSorted((a, b) => a - b), `${text} is drawn in another order`);
  }
  for (const token of ['550 5.7.606', 'C++', 'example.com.', '/ko-kr/index.html', '+1 (425) 555-0100', '-all', 'SPF -all']) {
    assert.ok(found.includes(token), `${token} in ${found}`);
  }
});
