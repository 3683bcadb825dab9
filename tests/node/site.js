// node site.js CHECK SITE [PAGE...]: looks over the folder that `madoguchi export --format html` wrote. Prints
// one line a fault and ends with 1 when there was one.
//   links    every link leads to a page and a place in it, every page can be reached, nothing comes
//            from outside, no script runs
//   data     the JSON-LD of all pages, or of one file, uses schema.org's terms as terms.txt has them
//   access   axe-core: WCAG 2 A and AA, best practices, and the contrast of AAA (7:1, large 4.5:1) in
//            light and dark
//   layout   320 px wide: nothing to scroll sideways, links of 44 px; what is printed has its boxes
//   shots    pictures of some pages, beside the site: for looking at it
//   tables   the CSV files of a folder: rows of equal length, nothing a spreadsheet would run
//   json     the JSON of a file has the entries that standard input (list --json) has
// Those that need a browser look at PAGE..., or at a sample. Packages come from $BUILD/node.
'use strict';
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

const modules = path.join(process.env.BUILD || 'build', 'node', 'node_modules');
const need = (name) => require(path.resolve(modules, name));
const [check, site, ...only] = process.argv.slice(2);
const PAGES_AT_ONCE = 2;
let faults = 0;

function fault(where, what) {
  faults++;
  if (faults <= 40) console.log(`${where}: ${what}`);
}

function pagesOf(folder, below = '') {
  return fs.readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((d) => {
    const name = path.posix.join(below, d.name);
    return d.isDirectory() ? pagesOf(folder, name) : name.endsWith('.html') ? [name] : [];
  });
}

const read = (name) => fs.readFileSync(path.join(site, name), 'utf8');
const unescapeHtml = (s) => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"')
  .replace(/&#39;/g, "'").replace(/&amp;/g, '&');

// ---- links ----

function attributes(html, name) {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((m) => unescapeHtml(m[1]));
}

function checkLinks() {
  const ids = new Map(); // of each page
  const leads = new Map();
  for (const page of pagesOf(site)) {
    const all = attributes(read(page), 'id');
    ids.set(page, new Set(all));
    if (ids.get(page).size !== all.length) fault(page, 'an id stands there twice');
  }
  for (const page of ids.keys()) {
    const html = read(page);
    const to = new Set();
    leads.set(page, to);
    for (const href of attributes(html, 'href')) {
      if (/^tel:[0-9-]+$/.test(href)) continue;
      if (html.includes(`rel="license" href="${href}"`)) continue;
      if (/^[a-z]+:|^\/|\\|\?/i.test(href)) {
        fault(page, `leads outside: ${href}`);
        continue;
      }
      const [file, fragment] = href.split('#');
      const target = file ? path.posix.join(path.posix.dirname(page), file) : page;
      if (target.startsWith('..') || !fs.existsSync(path.join(site, target)))
        fault(page, `broken link: ${href}`);
      else if (fragment !== undefined && !(ids.get(target) || new Set()).has(fragment))
        fault(page, `broken link, no such place: ${href}`);
      to.add(target);
    }
    for (const [tag] of html.matchAll(/<(script|img|iframe|object|embed|form|base|style)\b[^>]*>/gi))
      if (tag !== '<script type="application/ld+json">') fault(page, `has ${tag}`);
    if (/\s(on[a-z]+|style|src|srcset)=/i.test(html.replace(/>[^<]*</g, '><')))
      fault(page, 'has an attribute that runs or loads something');
  }
  const reached = new Set(['index.html']);
  for (const page of reached) for (const to of leads.get(page) || []) reached.add(to);
  for (const page of ids.keys()) if (!reached.has(page)) fault(page, 'no link leads there');
  console.log(`# ${ids.size} pages`);
}

// ---- data ----

function readTerms() {
  const terms = new Map();
  const text = fs.readFileSync(path.join(__dirname, 'terms.txt'), 'utf8');
  for (const line of text.replace(/#.*/g, '').split('\n').filter((l) => l.trim())) {
    const [type, ...properties] = line.trim().split(/\s+/);
    terms.set(type.replace(':', ''), new Set(properties));
  }
  return terms;
}

function checkNode(where, node, terms, seen) {
  if (Array.isArray(node)) return node.forEach((n) => checkNode(where, n, terms, seen));
  if (node === null || typeof node !== 'object') {
    if (node === null || node === '') fault(where, 'an empty value');
    return;
  }
  const keys = Object.keys(node);
  if (keys.length === 1 && keys[0] === '@id') return void seen.refs.add(node['@id']);
  if (node['@id']) {
    if (seen.ids.has(node['@id'])) fault(where, `${node['@id']} stands there twice`);
    seen.ids.add(node['@id']);
  }
  const allowed = terms.get(node['@type']);
  if (!allowed) fault(where, `@type ${node['@type']} is not in terms.txt`);
  for (const key of keys.filter((k) => !k.startsWith('@'))) {
    if (allowed && !allowed.has(key)) fault(where, `${node['@type']} has no ${key} in terms.txt`);
    checkNode(where, node[key], terms, seen);
    if (/^(lastReviewed|dateModified)$/.test(key) && !/^\d{4}-\d\d-\d\d$/.test(node[key]))
      fault(where, `${key} is no date`);
  }
}

function checkGraph(where, text, terms) {
  const seen = { ids: new Set(), refs: new Set() };
  const data = JSON.parse(text);
  if (data['@context'] !== 'https://schema.org') fault(where, 'has another @context');
  checkNode(where, data['@graph'], terms, seen);
  for (const ref of seen.refs) if (!seen.ids.has(ref)) fault(where, `${ref} leads nowhere`);
  return seen.ids.size;
}

function checkData() {
  const terms = readTerms();
  if (fs.statSync(site).isFile()) {
    console.log(`# ${checkGraph(site, fs.readFileSync(site, 'utf8'), terms)} nodes`);
    return;
  }
  let n = 0;
  for (const page of pagesOf(site)) {
    const data = read(page).match(/<script type="application\/ld\+json">(.*?)<\/script>/s);
    const wanted = /^(procedure|event|howto)\//.test(page);
    if (wanted !== Boolean(data)) fault(page, 'has no data, or some that it should not have');
    if (data && /[<]/.test(data[1])) fault(page, 'an unescaped < in the data');
    if (data) n += checkGraph(page, data[1], terms);
  }
  console.log(`# ${n} nodes`);
}

// ---- in the browser ----

// Calls look(page, name) for each page of names, several at once. JavaScript is off unless options
// say otherwise (axe needs it; the pages have none).
async function browse(names, options, look) {
  const browser = await need('playwright-core').chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  const left = [...names];
  try {
    await Promise.all(Array.from({ length: PAGES_AT_ONCE }, async () => {
      const context = await browser.newContext({ javaScriptEnabled: false, ...options });
      await context.route(/^(?!file:)/, (route) => {
        fault(route.request().url(), 'was asked for');
        route.abort();
      });
      const page = await context.newPage();
      for (let name; (name = left.shift());) {
        await page.goto(pathToFileURL(path.join(site, name)).href);
        await look(page, name);
      }
    }));
  } finally {
    await browser.close();
  }
}

// One of each kind, the longest, and others by a fixed seed: all pages are made by the same code.
function sample(n) {
  if (only.length > 0) return only;
  const all = pagesOf(site).sort();
  const size = (p) => fs.statSync(path.join(site, p)).size;
  const picked = new Set(all.filter((p) => !p.includes('/')));
  for (const kind of new Set(all.map((p) => path.posix.dirname(p)))) {
    const of = all.filter((p) => path.posix.dirname(p) === kind).sort((a, b) => size(b) - size(a));
    picked.add(of[0]).add(of[of.length - 1]);
  }
  for (let seed = 20261121; picked.size < Math.min(n, all.length);) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    picked.add(all[seed % all.length]);
  }
  return [...picked];
}

async function checkAccess() {
  const { source } = need('axe-core');
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const run = async (page, name, scheme, runOnly, rules) => {
    await page.emulateMedia({ colorScheme: scheme });
    const found = await page.evaluate(([o]) => window.axe.run(document, o),
      [{ runOnly, rules, resultTypes: ['violations'] }]);
    for (const v of found.violations)
      fault(name, `${v.id} (${scheme}): ${v.help}: ${v.nodes[0].html.slice(0, 160)}`);
  };
  const names = sample(20);
  await browse(names, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: true }, async (page, name) => {
    await page.evaluate(source);
    await run(page, name, 'light', { type: 'tag', values: tags },
      { 'color-contrast': { enabled: false }, 'color-contrast-enhanced': { enabled: true } });
    await run(page, name, 'dark', { type: 'rule', values: ['color-contrast-enhanced'] }, {});
  });
  console.log(`# ${names.length} pages`);
}

async function checkLayout() {
  const names = sample(30);
  await browse(names, { viewport: { width: 320, height: 640 } }, async (page, name) => {
    const wrong = await page.evaluate(() => {
      const found = [];
      const root = document.scrollingElement;
      if (root.scrollWidth > root.clientWidth) found.push(`is ${root.scrollWidth} px wide`);
      for (const a of document.querySelectorAll('a')) {
        const { width, height } = a.getBoundingClientRect();
        if (width < 44 || height < 44)
          found.push(`${width} by ${height} px is small for ${a.outerHTML.slice(0, 120)}`);
      }
      if (document.querySelectorAll('h1').length !== 1) found.push('has not one h1');
      if (document.documentElement.lang !== 'ja') found.push('has no lang');
      return found.slice(0, 3);
    });
    wrong.forEach((w) => fault(name, w));
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => {
      const a = document.activeElement;
      return [a.className, a.getBoundingClientRect().left, getComputedStyle(a).outlineStyle];
    });
    if (first.join() !== 'skip,0,solid') fault(name, `the skip link is not seen first: ${first}`);
    await page.emulateMedia({ media: 'print' });
    const boxes = await page.evaluate(() => [...document.querySelectorAll('.bring > li')].filter(
      (li) => getComputedStyle(li, '::before').borderTopStyle !== 'solid').length);
    if (boxes > 0) fault(name, `${boxes} things to bring have no box on paper`);
    await page.emulateMedia({ media: 'screen' });
  });
  console.log(`# ${names.length} pages`);
}

async function takeShots() {
  const names = only.length > 0 ? only : sample(0);
  for (const width of [1280, 360])
    await browse(names, { viewport: { width, height: 900 } }, (page, name) => page.screenshot({
      path: `${site}-${name.replace(/[/.]/g, '-')}-${width}.png`, fullPage: true }));
}

// ---- tables ----

// RFC 4180, with a line break inside quotes.
function parseCsv(text) {
  const rows = [[]];
  let cell = '', quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += c;
      i++;
    } else if (c === '"') {
      quoted = !quoted;
    } else if (!quoted && (c === ',' || c === '\r')) {
      rows[rows.length - 1].push(cell);
      cell = '';
      if (c === '\r' && text[++i] === '\n') rows.push([]);
    } else {
      cell += c;
    }
  }
  return quoted || rows.pop().length > 0 || cell ? [] : rows;
}

function checkTables() {
  for (const name of fs.readdirSync(site).filter((f) => f.endsWith('.csv'))) {
    const text = read(name);
    const rows = parseCsv(text.slice(1));
    if (text[0] !== '\ufeff') fault(name, 'has no byte order mark');
    if (rows.length < 2) fault(name, 'is no table');
    rows.forEach((row, i) => {
      if (row.length !== rows[0].length) fault(name, `row ${i + 1} has ${row.length} columns`);
      for (const cell of row)
        if (/^[=+\-@\t\r＝＋－＠]/.test(cell)) fault(name, `row ${i + 1} would run: ${cell}`);
    });
    console.log(`# ${name}: ${rows.length} rows`);
  }
}

function checkJson() {
  const data = JSON.parse(fs.readFileSync(site, 'utf8'));
  for (const { id, kind } of JSON.parse(fs.readFileSync(0, 'utf8')))
    if (!data[kind].some((e) => e.id === id)) fault(kind, `has no ${id}`);
}

const checks = { links: checkLinks, data: checkData, access: checkAccess, layout: checkLayout,
  shots: takeShots, tables: checkTables, json: checkJson };
Promise.resolve(checks[check]()).then(() => {
  if (faults > 40) console.log(`and ${faults - 40} more`);
  process.exit(faults > 0 ? 1 : 0);
}, (e) => {
  console.log(e.stack || String(e));
  process.exit(2);
});
