// Changing the language, and reading what is not translated yet.
import assert from 'node:assert/strict';
import { testsOf } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('SITE');
const look = await testsOf(site);
const notice = /class="notice"/;
const fallback = site.find(notice, 'ko-kr/');

/** Opens the list of languages and follows the one that is asked for. */
async function choose(page, name) {
  await page.locator('.languages-button').click();
  await page.locator('nav.languages').getByRole('link', { name }).click();
}

look('a change of language stays on the page', {}, async (page) => {
  await page.goto('en-us/requirements.html');
  await choose(page, '한국어');
  assert.ok(page.url().endsWith('/ko-kr/requirements.html'), page.url());
  assert.equal(await page.locator('html').getAttribute('lang'), 'ko-KR');
  assert.match(await page.locator('h1').innerText(), /\p{Script=Hangul}/u);
  assert.equal(await page.locator('.notice').count(), 0);
  await choose(page, 'English');
  assert.ok(page.url().endsWith('/en-us/requirements.html'), page.url());
});

look('a page without translation says so and shows the original', {}, async (page) => {
  await page.goto(fallback.replace('ko-kr', 'en-us'));
  const original = await page.locator('h1').innerText();
  await choose(page, '한국어');
  assert.ok(page.url().endsWith(`/${fallback}`), page.url());
  assert.equal(await page.locator('html').getAttribute('lang'), 'ko-KR');
  assert.equal(await page.locator('h1').innerText(), original);
  for (const part of ['h1', '.content', '.outline ul']) {
    assert.equal(await page.locator(part).first().getAttribute('lang'), 'en-US', part);
  }
  // The word about it is in the reader's language, and leads to the original.
  const note = page.getByRole('note');
  assert.match(await note.innerText(), /\p{Script=Hangul}/u);
  assert.equal(await note.evaluate((node) => node.closest('[lang]').lang), 'ko-KR');
  await note.getByRole('link').click();
  assert.ok(page.url().endsWith(`/${fallback.replace('ko-kr', 'en-us')}`), page.url());
});

look('a page has a notice if and only if its text is in another language', {}, async (page) => {
  for (const address of site.articles) {
    await page.goto(address);
    const other = await page.locator('.content').evaluate((content) =>
      content.closest('[lang]').lang !== document.documentElement.lang);
    assert.equal(await page.getByRole('note').count() === 1, other, address);
  }
});

look('the list of languages marks what is not translated', {}, async (page) => {
  await page.goto(fallback);
  await page.locator('.languages-button').click();
  const korean = page.locator('nav.languages a[hreflang=ko-KR]');
  assert.ok(await korean.locator('small').isVisible());
  assert.equal(await korean.getAttribute('aria-current'), 'true');
  assert.equal(await page.locator('nav.languages a[hreflang=en-US] small').count(), 0);
});

look('the first page offers every language by its own name', {}, async (page) => {
  await page.goto('index.html');
  for (const [name, lang] of [['English', 'en-US'], ['한국어', 'ko-KR']]) {
    await page.getByRole('main').getByRole('link', { name, exact: true }).click();
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
    await page.goBack();
  }
});
