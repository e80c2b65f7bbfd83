// @ts-check
// What was found in this page, above it. Everything is written as text, so what
// stands in a source is shown and never run; nothing here needs more than the
// strictest policy of a page allows.

/** @typedef {object} Line
    @property {number} number
    @property {string} before
    @property {string} marked
    @property {string} after */

/** @typedef {object} Finding
    @property {'error' | 'warning'} severity
    @property {string | null} code
    @property {string} message
    @property {string[]} help
    @property {string | null} place
    @property {string | null} link
    @property {Line[]} lines */

/** @typedef {object} Report
    @property {Finding[]} findings
    @property {number} more */

const OURS = '/_guidepost/';
const KEY = 'guidepost.closed';

/** Had before it is needed: when the preview has stopped there is nobody left to
    ask for it. */
const sheet = new CSSStyleSheet();
const styled = fetch(`${OURS}overlay.css`)
  .then((answer) => answer.text())
  .then((text) => sheet.replace(text))
  .catch(() => { /* What is said is more than how it looks. */ });

/** What is drawn, once there was something to draw.
    @type {ReturnType<typeof draw> | undefined} */
let drawn;

/** The errors that are shown. */
let shown = '';

/** Whether the keyboard was brought here, and has to be brought back. */
let hasTakenFocus = false;

/** Shows what was found; nothing goes away by itself.
    @param {Report} report
    @param {string} key Tells the errors among them from others. */
export function show(report, key) {
  if (!report.findings.length) {
    if (!drawn) return;
    close();
    drawn.pill.hidden = true;
    clear();
    return;
  }
  drawn ??= draw();
  const { pill, title, list, more, status } = drawn;
  shown = key;
  pill.hidden = !drawn.panel.hidden;
  const counts = count(report);
  const isGrave = report.findings.some(({ severity }) => severity === 'error');
  pill.textContent = counts;
  pill.className = `pill is-${isGrave ? 'error' : 'warning'}`;
  title.textContent = counts;
  list.replaceChildren(...report.findings.map(item));
  more.textContent = report.more ? `and ${report.more} more` : '';
  status.textContent = `${counts}: ${report.findings[0].message}`;
  // Errors keep the page from being renewed, so they show themselves, unless the
  // reader has closed just these.
  if (isGrave && closed() !== key) open();
  else if (!isGrave && !hasTakenFocus) close();
}

/** Says whether the server is missed.
    @param {boolean} isMissed */
export function miss(isMissed) {
  if (!isMissed && !drawn) return;
  drawn ??= draw();
  drawn.missed.textContent = isMissed ? 'The preview has stopped; this page may be old' : '';
  clear();
}

/** Takes away what has nothing to say any more. */
function clear() {
  if (!drawn || drawn.missed.textContent || !drawn.pill.hidden || !drawn.panel.hidden) return;
  drawn.host.remove();
  drawn = undefined;
}

/** @param {Report} report */
function count({ findings, more }) {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const parts = [
    [errors, 'error'],
    [findings.length - errors, 'warning'],
  ];
  const said = parts.filter(([number]) => number).map(([number, thing]) =>
    `${number}${more ? '+' : ''} ${thing}${number === 1 ? '' : 's'}`);
  return said.join(', ');
}

function open() {
  if (!drawn) return;
  drawn.panel.hidden = false;
  drawn.pill.hidden = true;
  addEventListener('keydown', onKey);
}

/** Closes the panel; the keyboard goes back to where it came from. */
function close() {
  if (!drawn) return;
  const { panel, pill, root } = drawn;
  const hasFocus = panel.contains(root.activeElement);
  panel.hidden = true;
  pill.hidden = false;
  removeEventListener('keydown', onKey);
  if (hasFocus || hasTakenFocus) pill.focus();
  hasTakenFocus = false;
}

/** Closes the panel because somebody wants it closed. */
function dismiss() {
  close();
  try {
    sessionStorage.setItem(KEY, shown);
  } catch {
    // It will open again with the next page.
  }
}

function closed() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  // A menu of the page that is open is what Escape is meant for.
  const isOurs = event.key === 'Escape' && !event.defaultPrevented;
  if (isOurs && !document.querySelector(':popover-open, dialog[open]')) dismiss();
}

function draw() {
  const host = make('guidepost-findings');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  // English, whatever the page is written in.
  const frame = make('section', 'frame');
  frame.ariaLabel = 'Preview';
  frame.lang = 'en';
  frame.dir = 'ltr';
  frame.hidden = true;
  styled.then(() => { frame.hidden = false; });

  const pill = /** @type {HTMLButtonElement} */ (make('button', 'pill'));
  pill.type = 'button';
  pill.hidden = true;
  pill.ariaHasPopup = 'dialog';
  pill.addEventListener('click', () => {
    open();
    hasTakenFocus = true;
    title.focus();
  });

  const panel = make('section', 'panel');
  panel.role = 'dialog';
  panel.setAttribute('aria-labelledby', 'title');
  panel.hidden = true;
  const title = make('h2', 'title');
  title.id = 'title';
  title.tabIndex = -1;
  const button = /** @type {HTMLButtonElement} */ (make('button', 'close'));
  button.type = 'button';
  button.append('Close ', make('kbd', '', 'Esc'));
  button.addEventListener('click', dismiss);
  const head = make('header', 'head');
  head.append(title, button);
  const list = make('ol', 'findings');
  const more = make('p', 'more');
  const body = make('div', 'body');
  // A part that scrolls must be within reach of the keyboard.
  body.tabIndex = 0;
  body.role = 'group';
  body.ariaLabel = 'Findings';
  body.append(list, more);
  panel.append(head, body);

  const status = make('p', 'status');
  status.role = 'status';
  const missed = make('p', 'missed');
  missed.role = 'status';
  frame.append(panel, pill, missed, status);
  root.append(frame);
  document.documentElement.append(host);
  return { host, root, pill, panel, title, list, more, missed, status };
}

/** @param {Finding} finding */
function item({ severity, code, message, help, place, link, lines }) {
  const entry = make('li', `finding is-${severity}`);
  const said = make('p', 'message');
  said.append(make('span', 'severity', severity), ' ', ...withCode(message));
  if (code) said.append(' ', make('span', 'code', code));
  entry.append(said);
  if (place) {
    const where = make('p', 'place');
    where.append(link ? lead(link, place) : place);
    entry.append(where);
  }
  if (lines.length) {
    const excerpt = make('pre');
    excerpt.append(...lines.map(lineOf));
    entry.append(excerpt);
  }
  for (const text of help) {
    const advice = make('p', 'help');
    advice.append(...withCode(text));
    entry.append(advice);
  }
  return entry;
}

/** @param {Line} line */
function lineOf({ number, before, marked, after }) {
  const line = make('span', 'line');
  const text = make('span', 'text');
  text.dir = 'auto';
  text.append(before, make('mark', '', marked), after);
  line.append(make('span', 'number', `${number}`), text);
  return line;
}

/** @param {string} address
    @param {string} text */
function lead(address, text) {
  const link = /** @type {HTMLAnchorElement} */ (make('a', '', text));
  link.href = address;
  return link;
}

/** A message, with what stands between back-ticks as code.
    @param {string} message */
function withCode(message) {
  return message.split('`').map((piece, index) => (index % 2 ? make('code', '', piece) : piece));
}

/** @param {string} name
    @param {string} [className]
    @param {string} [text] */
function make(name, className = '', text = '') {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
