// Languages. Every page lists them as links, and without this script each link works.
// With it a change of language keeps the place on the page, the choice is remembered,
// and the first page, which only asks for a language, is passed over by those who have
// one.

"use strict";
{
  // One key for all sites of a host: people read the same languages on each.
  const KEY = "guidepost.language";

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const choices = document.querySelectorAll(":is(.languages, .languages-page) a[hreflang]");
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(":is(.languages, .notice) a[hreflang]");
  // A link that leads to a place of its own goes on doing so.
  const twins = [...links].filter((link) => !link.hash);

  /** What a reader chose before; null where nothing is remembered or may be. */
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  /** @param {string} language */
  function remember(language) {
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // A browser that keeps nothing asks again.
    }
  }

  /** Lets links to the same page in other languages lead to the same place of it. */
  function keepPlace() {
    for (const link of twins) link.hash = location.hash;
  }

  /**
   * A tag with the script and the region that it stands for: `zh-TW` is `zh-Hant-TW`.
   * @param {string} tag
   */
  function maximized(tag) {
    try {
      return new Intl.Locale(tag).maximize();
    } catch {
      return null; // "C" and the like, which some systems give.
    }
  }

  /**
   * How well a language of the site serves a reader who wants another; 0: not at all.
   * Language and script must be the same, because who reads 繁體 was not asked about 简体.
   * Of several regions the reader's own is best, then one that stands for many
   * (`es-419`), then the language's first (`pt-BR` for `pt`).
   * @param {Intl.Locale} wanted
   * @param {Intl.Locale} offered
   */
  function fitness(wanted, offered) {
    if (wanted.language !== offered.language || wanted.script !== offered.script) return 0;
    if (wanted.region === offered.region) return 4;
    if (/^\d/.test(offered.region ?? "")) return 3;
    return maximized(offered.language)?.region === offered.region ? 2 : 1;
  }

  /**
   * RFC 4647, lookup: the first of the wanted languages that the site has decides.
   * @param {readonly string[]} languages
   */
  function lookup(languages) {
    for (const language of languages) {
      const wanted = maximized(language);
      if (!wanted) continue;
      let best;
      let most = 0;
      for (const link of choices) {
        const offered = maximized(link.hreflang);
        const fit = offered ? fitness(wanted, offered) : 0;
        if (fit > most) [best, most] = [link, fit];
      }
      if (best) return best;
    }
    return undefined;
  }

  /**
   * Whether a reader wants to see the front door: who comes from a page of the site,
   * steps back, reloads or asks for `#choose` is not sent away again.
   */
  function isOnPurpose() {
    const site = new URL(".", location.href).href;
    const [arrival] = performance.getEntriesByType("navigation");
    const isArrival = !arrival || /** @type {PerformanceNavigationTiming} */ (arrival).type === "navigate";
    return !isArrival || location.hash === "#choose" || document.referrer.startsWith(site);
  }

  for (const link of choices) link.addEventListener("click", () => remember(link.hreflang));

  if (!document.body.classList.contains("is-languages")) {
    keepPlace();
    addEventListener("hashchange", keepPlace);
  } else if (!isOnPurpose()) {
    const chosen = remembered();
    const link = lookup(chosen ? [chosen, ...navigator.languages] : navigator.languages);
    if (link) location.replace(link.href);
  }
}
