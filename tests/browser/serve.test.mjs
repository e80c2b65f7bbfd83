// The preview: pages that renew themselves, and what is wrong shown above them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { DESKTOP, PHONE, launch, watch } from './browser.mjs';
import { preview, sections } from './preview.mjs';
import { POLICY } from './server.mjs';

const SETTINGS = `[book]
title = "Help"
source-locale = "en-us"

[locales.en-us]
[locales.ko-kr]
[locales.ar-sa]
`;
const FILES = {
  'book.toml': SETTINGS,
  'static/site.css': 'h1 { --swapped: once }',
  'content/en-us/index.md': '# Home\n\nText.\n',
  'content/en-us/other.md': '# Other\n\nText.\n',
  'content/en-us/opened.md': `# Opened

<details><summary>a</summary>b</details>

<details><summary>c</summary>d</details>
`,
  'content/en-us/probe.md': '# Probe\n',
  'content/en-us/long.md': `# Long\n\n${sections(40, 'word').join('\n')}`,
  'content/ko-kr/index.md': '# 도움말\n\n글.\n',
  'content/ko-kr/long.md': `# 긴 글\n\n${sections(40, '낱말').join('\n')}`,
  'content/ar-sa/index.md': '# مساعدة\n\nنص.\n',
};
const BROKEN = '# Home\n\nA <b>bold</b> word, and [!INCLUDE [<img src=x onerror=alert(1)>](none.md)] behind it.\n';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
after(() => browser.close());

const site = await preview(FILES, '--editor', 'vscode');
await site.settle();

/** A test with a page in a context of its own, under the policy that the theme
    lives with. What the site's files were is put back at its end. */
function look(name, options, body) {
  const { on = site, expected = [], policy = `${POLICY}; connect-src 'self'`, ...context } = options;
  test(name, { timeout: 60_000 }, async () => {
    const reader = await browser.newContext({ baseURL: on.url, viewport: DESKTOP, locale: 'is-IS', ...context });
    const problems = watch(reader);
    await reader.route((url) => !url.pathname.startsWith('/_guidepost/'), async (route) => {
      if (!route.request().isNavigationRequest()) return route.continue();
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': policy };
      return route.fulfill({ response, headers });
    });
    try {
      const page = await reader.newPage();
      await body(page);
    } finally {
      await reader.close();
      for (const [file, text] of Object.entries(FILES)) on.write(file, text);
      await on.settle();
    }
    assert.deepEqual(problems.filter((problem) => !expected.some((one) => one.test(problem))), []);
  });
}

const panel = (page) => page.locator('guidepost-findings .panel');
const pill = (page) => page.locator('guidepost-findings .pill');
const focus = (page) => page.evaluate(() => {
  const element = document.activeElement;
  return (element?.shadowRoot?.activeElement ?? element)?.className;
});

/** Opens a page that listens: from here on it is told of changes. */
async function open(page, address) {
  const listening = page.waitForResponse((response) => response.url().includes('/_guidepost/events'));
  await page.goto(address);
  await listening;
  // Gone with the page that it is in.
  await page.evaluate(() => { window.wasThere = true; });
}

/** Waits until the page has all that it needs to say that nobody answers. */
const isReady = (page) => page.waitForFunction(() =>
  performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('/overlay.css') && responseEnd));

const wasThere = (page) => page.evaluate(() => window.wasThere === true);

/** Writes, and waits until the page has been loaded again. */
async function reload(page, write) {
  const loaded = page.waitForEvent('load');
  write();
  await loaded;
}

for (const [language, address, heading] of [
  ['English', 'en-us/long.html', 'word-20'],
  ['Korean', 'ko-kr/long.html', '낱말-20'],
]) {
  look(`a reload keeps the place: ${language}`, {}, async (page) => {
    await open(page, address);
    const top = () => page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, heading);
    await page.evaluate((id) => scrollTo(0, document.getElementById(id).offsetTop - 100), heading);
    const before = await top();
    const file = `content/${address.replace('html', 'md')}`;
    await reload(page, () => site.write(file, site.read(file).replace('## ', `${'New. '.repeat(2000)}\n\n## `)));
    assert.ok(!await wasThere(page));
    assert.ok(Math.abs(await top() - before) < 2, `${before} became ${await top()}`);
  });
}

look('a reload keeps what was opened', {}, async (page) => {
  await open(page, 'en-us/opened.html');
  await page.locator('summary').nth(1).click();
  await reload(page, () => site.write('content/en-us/opened.md', `${FILES['content/en-us/opened.md']}\nMore.\n`));
  const isOpen = await page.locator('.content details').evaluateAll((all) => all.map((one) => one.open));
  assert.deepEqual(isOpen, [false, true]);
});

look('a stylesheet is swapped under the page', {}, async (page) => {
  await open(page, 'en-us/long.html');
  await page.evaluate(() => scrollTo(0, 3000));
  const old = await page.locator('link[rel=stylesheet]').last().getAttribute('href');
  site.write('static/site.css', 'h1 { --swapped: twice }');
  // The old one goes when the new one is there.
  await page.locator(`link[href="${old}"]`).waitFor({ state: 'detached' });
  const style = await page.locator('h1').evaluate((heading) => getComputedStyle(heading).getPropertyValue('--swapped'));
  assert.equal(style, 'twice');
  assert.ok(await wasThere(page), 'the page is the same');
  assert.equal(await page.evaluate(() => scrollY), 3000);
  assert.equal(await page.locator('link[rel=stylesheet]').count(), 2);
});

look('an error shows itself, and goes when it is mended', {}, async (page) => {
  await open(page, 'en-us/index.html');
  await page.locator('.skip-link').focus();
  site.write('content/en-us/index.md', BROKEN);
  await panel(page).waitFor();
  assert.equal(await focus(page), 'skip-link', 'the keyboard stays where it is');
  const text = await panel(page).innerText();
  assert.match(text, /1 error/);
  assert.match(text, /include-not-found/);
  assert.match(text, /content\/en-us\/index\.md:3:/);
  assert.ok(text.includes('<img src=x onerror=alert(1)>'), 'the source as it is written');
  assert.equal(await panel(page).locator('img').count(), 0);
  const link = await panel(page).locator('a').getAttribute('href');
  assert.match(link, /^vscode:\/\/file\/.+\/content\/en-us\/index\.md:3:\d+$/);
  assert.equal(await page.locator('h1').innerText(), 'Home', 'the last good page is under it');

  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'hidden' });
  assert.equal(await focus(page), 'skip-link');
  await pill(page).click();
  assert.equal(await focus(page), 'title', 'who asks for it is brought there');
  await page.keyboard.press('Tab');
  assert.equal(await focus(page), 'close');
  await page.keyboard.press('Escape');
  assert.match(await focus(page), /pill/, 'and brought back');

  site.write('content/en-us/index.md', FILES['content/en-us/index.md']);
  await pill(page).waitFor({ state: 'detached' });
  assert.ok(await wasThere(page), 'nothing had to be loaded again');
});

look('what was closed stays closed on the next page', {}, async (page) => {
  await open(page, 'en-us/index.html');
  site.write('content/en-us/index.md', BROKEN);
  await panel(page).waitFor();
  await page.keyboard.press('Escape');
  await open(page, 'en-us/other.html');
  await pill(page).waitFor();
  assert.ok(await panel(page).isHidden());
  // Another error has not been seen yet.
  site.write('content/en-us/other.md', BROKEN);
  await panel(page).waitFor();
});

look('a warning waits in the corner', {}, async (page) => {
  await open(page, 'en-us/other.html');
  await reload(page, () => site.write('content/en-us/other.md', '# Other\n\n[gone](nowhere.md)\n'));
  await pill(page).waitFor();
  assert.equal(await pill(page).innerText(), '1 warning');
  assert.ok(await panel(page).isHidden());
  await pill(page).focus();
  await page.keyboard.press('Enter');
  assert.match(await panel(page).innerText(), /nowhere\.md/);
  await page.keyboard.press('Escape');
  assert.match(await focus(page), /pill/);
});

look('a page that is deleted, and comes back', { expected: [/404/] }, async (page) => {
  await open(page, 'ko-kr/long.html');
  await reload(page, () => site.remove('content/ko-kr/long.md'));
  // The English one stands in.
  assert.equal(await page.locator('h1').innerText(), 'Long');
  await reload(page, () => site.remove('content/en-us/long.md'));
  assert.equal(await page.locator('.code').innerText(), '404');
  assert.equal(await page.locator('html').getAttribute('lang'), 'ko-KR');
  await reload(page, () => site.write('content/ko-kr/long.md', FILES['content/ko-kr/long.md']));
  assert.equal(await page.locator('h1').innerText(), '긴 글');
});

look('a server that was away is found again', { expected: [/ERR_/, /failed/] }, async (page) => {
  await open(page, 'en-us/other.html');
  await isReady(page);
  await site.stop();
  const missed = page.locator('guidepost-findings .missed');
  await missed.filter({ hasText: 'The preview has stopped' }).waitFor();
  assert.ok(await missed.evaluate((badge) => getComputedStyle(badge).position) === 'fixed', 'it has its styles');
  assert.ok(await panel(page).isHidden());
  site.write('content/en-us/other.md', '# Other\n\nWritten meanwhile.\n');
  await reload(page, () => site.start());
  assert.match(await page.locator('main').innerText(), /Written meanwhile/);
  assert.equal(await page.locator('guidepost-findings').count(), 0);
});

look('a server that is found again as it was is missed no more', { expected: [/ERR_/, /failed/] }, async (page) => {
  await open(page, 'en-us/other.html');
  await isReady(page);
  await site.stop();
  await page.locator('guidepost-findings .missed').waitFor();
  await site.start();
  await page.locator('guidepost-findings').waitFor({ state: 'detached' });
  assert.ok(await wasThere(page), 'nothing had to be loaded again');
});

look('without scripts a page is just the page', { javaScriptEnabled: false }, async (page) => {
  await page.goto('en-us/index.html');
  assert.equal(await page.locator('h1').innerText(), 'Home');
  assert.equal(await page.locator('guidepost-findings').count(), 0);
});

for (const [mode, options] of [
  ['desktop', {}],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: PHONE }],
  ['forced colours', { forcedColors: 'active' }],
]) {
  for (const address of ['en-us/index.html', 'ar-sa/index.html']) {
    // axe has styles of its own, which no policy would let in.
    look(`what is shown is for everybody: ${address}, ${mode}`, { ...options, policy: '' }, async (page) => {
      await open(page, address);
      site.write('content/en-us/index.md', BROKEN);
      await panel(page).waitFor();
      await check(page, options);
      const { height } = page.viewportSize();
      const box = await panel(page).boundingBox();
      assert.ok(box.y > height * 0.4, `the page stays in sight: ${box.y} of ${height}`);
      assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width, 'nothing is cut off');
      assert.ok((await panel(page).locator('.place').evaluate((place) => getComputedStyle(place).direction)) === 'ltr');
      await panel(page).locator('.close').click();
      await check(page, options);
      const { height: tall, width: wide } = await pill(page).boundingBox();
      assert.ok(tall >= 44 && wide >= 44, 'large enough for a thumb');
    });
  }
}

/** axe finds nothing. */
async function check(page, { forcedColors }) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async (wanted) => {
    const result = await window.axe.run(document, wanted);
    return result.violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.failureSummary) }));
  }, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    rules: { 'color-contrast': { enabled: !forcedColors } },
  });
  assert.deepEqual(violations, []);
}

const followed = await preview(FILES, '--follow');
await followed.settle();

look('the browser follows the writer', { on: followed }, async (page) => {
  await open(page, 'ko-kr/index.html');
  const edit = (from, to) => followed.write('content/en-us/long.md',
    followed.read('content/en-us/long.md').replace(`## word ${from}\n\nword`, `## word ${from}\n\n${to}`));
  edit(20, 'deed');
  await page.waitForURL('**/en-us/long.html#word-20');
  const top = (id) => page.evaluate((wanted) => document.getElementById(wanted).getBoundingClientRect().top, id);
  await page.waitForLoadState('load');
  assert.ok(Math.abs(await top('word-20')) < 200);
  await reload(page, () => edit(30, 'deed'));
  assert.ok(Math.abs(await top('word-30')) < 200);
});

const waiting = await preview({ ...FILES, 'content/en-us/index.md': BROKEN });

look('without a good site the page says so, and becomes the site', { on: waiting, expected: [/503/], policy: '' }, async (page) => {
  await open(page, 'en-us/');
  const findings = page.locator('.waiting .finding');
  await findings.waitFor();
  assert.match(await page.locator('main').innerText(), /There is no site to show yet/);
  assert.match(await findings.innerText(), /<img src=x onerror=alert\(1\)>/);
  await check(page, {});
  await reload(page, () => waiting.write('content/en-us/index.md', FILES['content/en-us/index.md']));
  assert.equal(await page.locator('h1').innerText(), 'Home');
});
