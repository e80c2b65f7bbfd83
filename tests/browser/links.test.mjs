// Every link of the site leads somewhere, on a host as well as from a disk.
import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { testsOf } from './browser.mjs';
import { siteFrom } from './site.mjs';

for (const name of ['SITE', 'RTL_SITE']) {
  const site = siteFrom(name);
  const look = await testsOf(site);

  look(`every address and fragment resolves: ${name}`, {}, async (page) => {
    const links = [];
    const anchors = new Map();
    for (const address of site.pages) {
      await page.goto(address);
      const found = await page.evaluate(() => ({
        // "#top" and "#" mean the page itself in every browser.
        ids: ['', 'top', ...Array.from(document.querySelectorAll('[id]'), (node) => node.id)],
        links: Array.from(document.querySelectorAll('[href], [src]'), (node) => node.href ?? node.src),
      }));
      anchors.set(page.url(), new Set(found.ids));
      links.push(...found.links.map((link) => ({ address, link })));
    }
    const status = new Map();
    const broken = [];
    for (const { address, link } of links) {
      const url = new URL(link);
      const fragment = decodeURIComponent(url.hash.slice(1));
      url.hash = '';
      if (!url.href.startsWith(new URL('/', look.url).href)) continue;
      if (!status.has(url.href)) {
        // A redirect would be a detour, and would not work from a disk.
        const { status: code } = await fetch(url, { redirect: 'manual' });
        status.set(url.href, code);
      }
      if (status.get(url.href) !== 200) broken.push(`${address}: ${link} (${status.get(url.href)})`);
      else if (fragment && !anchors.get(url.href)?.has(fragment)) broken.push(`${address}: ${link} (no such anchor)`);
    }
    assert.ok(links.length > site.pages.length, 'links were found');
    assert.deepEqual(broken, []);
  });

  look(`every relative address is a file: ${name}`, {}, async (page) => {
    const broken = [];
    for (const address of site.pages.filter((one) => !one.endsWith('404.html'))) {
      const file = path.join(site.folder, address);
      await page.goto(pathToFileURL(file).href);
      const links = await page.locator('[href], [src]').evaluateAll((all) =>
        all.map((node) => node.getAttribute('href') ?? node.getAttribute('src')));
      for (const link of links) {
        const url = new URL(link, pathToFileURL(file));
        if (url.protocol !== 'file:') continue;
        const target = fileURLToPath(url);
        const inside = target.startsWith(path.resolve(site.folder) + path.sep);
        if (!inside || !existsSync(target) || !statSync(target).isFile()) broken.push(`${address}: ${link}`);
      }
    }
    assert.deepEqual(broken, []);
  });
}

const site = siteFrom('SITE');
const look = await testsOf(site);

look('the site can be read from a disk', {}, async (page) => {
  await page.goto(pathToFileURL(path.join(site.folder, 'index.html')).href);
  await page.getByRole('link', { name: 'English' }).click();
  await page.locator('.content a').first().click();
  assert.equal(new URL(page.url()).protocol, 'file:');
  assert.ok(await page.locator('h1').isVisible());
  // A reset that only the theme makes tells that its stylesheet has arrived.
  assert.equal(await page.locator('body').evaluate((body) => getComputedStyle(body).margin), '0px');
  assert.ok(await page.locator('.site-header img').evaluate((image) => image.naturalWidth > 0));
});
