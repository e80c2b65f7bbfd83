// The list of all pages of a language, and dates as the language writes them.
import assert from 'node:assert/strict';
import { testsOf, texts } from './browser.mjs';
import { siteFrom } from './site.mjs';

const site = siteFrom('SITE');
const look = await testsOf(site);

for (const locale of ['en-us', 'ko-kr']) {
  look(`every article in ${locale} stands once in its list from A to Z`, {}, async (page) => {
    await page.goto(`${locale}/`);
    await page.locator('.site-footer a[href$="a-to-z.html"]').click();
    const links = page.locator('.letter-lists a');
    const listed = await links.evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
    const articles = site.articles.filter((article) => article.startsWith(`${locale}/`));
    const reached = articles.map((article) => site.base + article.replace(/(^|\/)index\.html$/, '$1'));
    assert.deepEqual(listed.map((address) => address.replace(/index\.html$/, '')).sort(), reached.sort());
  });
}

look('the letters of Korean come before those of Latin and lead to their pages', {}, async (page) => {
  await page.goto('ko-kr/a-to-z.html');
  const letters = await texts(page.locator('.letters a'));
  const hangul = letters.filter((letter) => /^[ㄱ-ㅎ]$/.test(letter));
  assert.ok(hangul.length > 3, `${letters}`);
  assert.deepEqual(hangul, [...hangul].sort());
  const [first, last] = [hangul[0], hangul.at(-1)].map((letter) => letters.indexOf(letter));
  assert.equal(last - first + 1, hangul.length, `no other letter stands between: ${letters}`);
  await page.locator('.letters a').nth(last).click();
  const heading = page.locator(':target');
  assert.equal(await heading.innerText(), hangul.at(-1));
  await heading.waitFor({ state: 'visible' });
});

look('dates are written as the language writes them', {}, async (page) => {
  const dated = site.find(/class="updated"/, 'ko-kr/');
  await page.goto(dated);
  const time = page.locator('.updated time');
  const [year, month, day] = (await time.getAttribute('datetime')).split('-').map(Number);
  assert.equal(await time.innerText(), `${year}년 ${month}월 ${day}일`);
});
