// @ts-check
// Where the reader is on a page, kept while it is loaded again: by the heading
// that they read below, because what stands above may be of another height now.

const KEY = 'guidepost.place';

/** @typedef {object} Place
    @property {string} page The path of the page.
    @property {string | null} id The element that the place is told by.
    @property {number} top Where it stands in the window.
    @property {number} scroll How far the page was scrolled, should it be gone.
    @property {boolean} isNew Whether nobody was there before: a change is shown.
    @property {number[]} open The details that were open. */

// What stands beside the text may stick to the window and tells nothing.
const HEADINGS = ':is(h1, h2, h3, h4, h5, h6)[id]:not(header *, nav *, aside *, footer *)';

const details = () => [...document.querySelectorAll('details')];

/** Whether the page is being left for itself. */
let isKept = false;

/** Keeps the place for the next load of this page. With `id` that is where it
    leads, else where the reader is.
    @param {string | null} id */
export function keepPlace(id) {
  const anchor = id === null ? nearest() : null;
  /** @type {Place} */
  const place = {
    page: location.pathname,
    id: id ?? anchor?.id ?? null,
    top: anchor?.getBoundingClientRect().top ?? 0,
    scroll: scrollY,
    isNew: id !== null,
    open: details().flatMap((element, index) => (element.open ? [index] : [])),
  };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
    // Chromium remembers more than a number and would scroll once more.
    history.scrollRestoration = 'manual';
    isKept = true;
  } catch {
    // Without storage the browser's own memory has to do.
  }
}

/** Goes back to the place that was kept, if this page was loaded for it. */
export function restorePlace() {
  const place = take();
  if (!place || place.page !== location.pathname) return;
  details().forEach((element, index) => {
    // Details of one name close each other: the open ones have the last word.
    if (place.open.includes(index)) element.open = true;
  });
  const go = () => scrollToPlace(place);
  go();
  // Images that have come meanwhile move what is below them, unless the reader
  // has moved on already.
  const at = scrollY;
  addEventListener('load', () => {
    if (Math.abs(scrollY - at) < 2) go();
  }, { once: true });
  // Who leaves for another page comes back by the browser's own memory.
  addEventListener('pagehide', () => {
    if (!isKept) history.scrollRestoration = 'auto';
  });
}

/** Goes to a place by its address, `#id`.
    @param {string} hash */
export function goTo(hash) {
  document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
}

/** The last heading above the upper third of the window.
    @returns {Element | undefined} */
function nearest() {
  const line = innerHeight / 3;
  const above = [...document.querySelectorAll(HEADINGS)].filter((heading) => {
    const { top, width } = heading.getBoundingClientRect();
    return width > 0 && top <= line;
  });
  return scrollY > 0 ? above.at(-1) : undefined;
}

/** @returns {Place | undefined} */
function take() {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return kept ? JSON.parse(kept) : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Place} place */
function scrollToPlace({ id, top, scroll, isNew }) {
  const element = id === null ? null : document.getElementById(id);
  if (element && isNew) element.scrollIntoView();
  else if (element) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: 'instant' });
  else scrollTo({ top: scroll, behavior: 'instant' });
}
