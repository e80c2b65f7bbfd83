// node screenshots.mjs OUTDIR: pictures of the sites in SITE and RTL_SITE, for
// people to look at. Names are stable, so that two folders can be compared.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launch } from './browser.mjs';
import { serve } from './server.mjs';
import { siteFrom } from './site.mjs';

const out = process.argv[2];
if (!out) {
  console.error('usage: SITE=FOLDER RTL_SITE=FOLDER node screenshots.mjs OUTDIR');
  process.exit(2);
}
await mkdir(out, { recursive: true });

const own = siteFrom('SITE');
const arabic = siteFrom('RTL_SITE');
const pages = {
  chooser: [own, 'index.html'],
  landing: [own, 'en-us/index.html'],
  article: [own, 'en-us/requirements.html'],
  'article-ko': [own, 'ko-kr/requirements.html'],
  'article-ja': [own, 'ja-jp/requirements.html'],
  'article-ar': [own, 'ar-sa/requirements.html'],
  'letters-ko': [own, 'ko-kr/a-to-z.html'],
  'letters-ar': [own, 'ar-sa/a-to-z.html'],
  translations: [own, 'ar-sa/translations.html'],
  fallback: [own, own.find(/class="notice"/, 'ko-kr/')],
  arabic: [arabic, 'ar-sa/bounces.html'],
  404: [own, 'en-us/404.html'],
};
const looks = {
  desktop: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 900, height: 1200 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  'phone-dark': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'dark' },
};

const servers = new Map();
for (const site of [own, arabic]) servers.set(site, await serve(site.folder, site.base));
const browser = await launch();
try {
  for (const [look, options] of Object.entries(looks)) {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const shoot = (name) => page.screenshot({ path: path.join(out, `${name}-${look}.png`) });
    for (const [name, [site, address]] of Object.entries(pages)) {
      await page.goto(servers.get(site).url + address);
      await shoot(name);
      if (!['article', 'arabic'].includes(name)) continue;
      const languages = page.locator('.languages-button');
      if (await languages.count()) {
        await languages.click();
        await shoot(`${name}-languages`);
        await page.keyboard.press('Escape');
      }
      const menu = page.locator('.site-header .menu-button');
      if (await menu.isVisible()) {
        await menu.click();
        await shoot(`${name}-drawer`);
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  for (const server of servers.values()) await server.close();
}
console.log(`Pictures are in ${path.resolve(out)}.`);
