// @ts-check
// Renews this page when what it is made of changes. `guidepost serve` puts it
// into the pages that it serves; what `guidepost build` writes never has it.
import { miss, show } from './overlay.js';
import { keepPlace, restorePlace, goTo } from './place.js';

const OURS = '/_guidepost/';

const script = /** @type {HTMLScriptElement | null} */ (
  document.querySelector(`script[src="${OURS}live.js"]`));

/** The version that this page shows. */
let version = script?.dataset.version ?? '';

/** @type {EventSource | undefined} */
let events;

/** @type {number | undefined} */
let retry;

/** How long to wait before asking again, in milliseconds: longer each time. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
let pause = FIRST_PAUSE;

/** How long nobody may answer before the page says so. */
const PATIENCE = 1000;

/** @type {number | undefined} */
let alarm;

/** Whether findings are shown, which may have been mended while nobody listened. */
let hasFindings = false;

/** A hidden page listens to nothing: browsers allow six connections to a server,
    and writers have more tabs than that. When it is seen again it asks, says what
    it shows, and is told at once if that is old. */
function listen() {
  clearTimeout(retry);
  if (events || document.hidden) return;
  const query = new URLSearchParams({ page: location.pathname, version });
  if (hasFindings) query.set('findings', 'shown');
  // Not `+` for blanks: the server reads percent signs only.
  events = new EventSource(`${OURS}events?${query.toString().replaceAll('+', '%20')}`);
  on('reload', reload);
  on('style', swapStyles);
  on('follow', follow);
  on('findings', tell);
  events.addEventListener('open', () => {
    pause = FIRST_PAUSE;
    clearTimeout(alarm);
    alarm = undefined;
    miss(false);
  });
  events.addEventListener('error', () => {
    // By itself the browser would ask at the same pace for ever.
    hush();
    retry = setTimeout(listen, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    alarm ??= setTimeout(() => miss(true), PATIENCE);
  });
}

function hush() {
  clearTimeout(retry);
  events?.close();
  events = undefined;
}

/** @param {string} name
    @param {(data: any) => void} act */
function on(name, act) {
  events?.addEventListener(name, (/** @type {MessageEvent<string>} */ event) => {
    if (event.lastEventId && name !== 'reload') version = event.lastEventId;
    act(JSON.parse(event.data));
  });
}

/** @param {{ place: string | null }} data */
function reload({ place }) {
  hush();
  keepPlace(place);
  location.reload();
}

/** @param {{ address: string, place: string | null }} data */
function follow({ address, place }) {
  hush();
  location.assign(place ? `${address}#${encodeURIComponent(place)}` : address);
}

/** Puts new stylesheets beside the old ones, which go when the new are there: no
    moment is without style.
    @param {[string, string][]} pairs */
function swapStyles(pairs) {
  const links = [...document.querySelectorAll('link[rel~="stylesheet" i]')];
  for (const [then, now] of pairs) {
    const old = links.filter((link) => link.getAttribute('href') === then);
    if (!old.length) {
      reload({ place: null });
      return;
    }
    for (const link of old) {
      const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
      next.href = now;
      next.addEventListener('load', () => link.remove(), { once: true });
      next.addEventListener('error', () => reload({ place: null }), { once: true });
      link.after(next);
    }
  }
}

/** @param {{ report: import('./overlay.js').Report, key: string }} data */
function tell({ report, key }) {
  hasFindings = report.findings.length > 0;
  show(report, key);
}

if (script && 'EventSource' in window) {
  restorePlace();
  listen();
  document.addEventListener('visibilitychange', () => {
    pause = FIRST_PAUSE;
    if (document.hidden) hush();
    else listen();
  });
  // A page that is kept for the way back listens to nothing either.
  addEventListener('pagehide', () => {
    hush();
    clearTimeout(alarm);
    alarm = undefined;
  });
  addEventListener('pageshow', listen);
  // The address that was followed may name a place of the page that is shown.
  addEventListener('hashchange', () => goTo(location.hash));
}
