// axe-core finds nothing: WCAG 2.2 A and AA and its own best practices.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { DESKTOP, PHONE, testsOf } from './browser.mjs';
import { siteFrom } from './site.mjs';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const own = siteFrom('SITE');
const arabic = siteFrom('RTL_SITE');
const lookAtOwn = await testsOf(own);
const lookAtArabic = await testsOf(arabic);
const samples = [
  ['landing page', lookAtOwn, 'en-us/index.html'],
  ['article with tables', lookAtOwn, 'en-us/requirements.html'],
  ['Korean article', lookAtOwn, 'ko-kr/bounces/codes.html'],
  ['page not translated', lookAtOwn, own.find(/class="notice"/, 'ko-kr/')],
  ['404', lookAtOwn, 'en-us/404.html'],
  ['choice of languages', lookAtOwn, 'index.html'],
  ['Arabic article', lookAtArabic, 'ar-sa/bounces.html'],
];
const modes = [];
for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [DESKTOP, PHONE]) {
    modes.push([`${viewport.width} px, ${colorScheme}`, { viewport, colorScheme }]);
  }
}
modes.push(['forced colours', { forcedColors: 'active' }]);
modes.push(['forced colours, dark', { forcedColors: 'active', colorScheme: 'dark' }]);

for (const [sample, look, address] of samples) {
  for (const [mode, options] of modes) {
    look(`${sample}: ${mode}`, options, async (page) => {
      await page.goto(address);
      await axe(page, options);
    });
  }
}

for (const [mode, options] of modes) {
  lookAtOwn(`open menus: ${mode}`, options, async (page) => {
    await page.goto('en-us/index.html');
    for (const button of ['.site-header .menu-button', '.languages-button']) {
      await page.locator(button).click();
      await axe(page, options);
      await page.keyboard.press('Escape');
    }
  });
}

lookAtOwn('forced colours keep the icons', { forcedColors: 'active' }, async (page) => {
  await page.goto('en-us/index.html');
  // Icons are masks over a background, and backgrounds are what gets lost.
  const colours = await page.locator('.menu-button, .languages-button').evaluateAll((all) =>
    all.map((button) => getComputedStyle(button, '::before').backgroundColor));
  const canvas = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  assert.ok(colours.length >= 2 && !colours.includes(canvas), `${colours} on ${canvas}`);
});

async function axe(page, { forcedColors }) {
  // Evaluating is beyond the page's own policy, a script element is not.
  await page.evaluate(source);
  const options = {
    runOnly: { type: 'tag', values: TAGS },
    resultTypes: ['violations'],
    rules: {
      // Forced colours are the reader's own, and axe reads a property that the
      // browser still gives in the page's colours.
      'color-contrast': { enabled: !forcedColors },
    },
  };
  const violations = await page.evaluate(async (wanted) => {
    const result = await window.axe.run(document, wanted);
    return result.violations.map(({ id, help, nodes }) =>
      ({ id, help, where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`) }));
  }, options);
  assert.deepEqual(violations, []);
}
