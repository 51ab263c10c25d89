// Keywords beside Browser's own: reading a page in one go, and holding, answering and counting its requests.
// Only what the contract names is read: tables, headings, Recharts' wrappers, and the SVG drawn inside them.

const windows = new WeakMap();

function stateOf(page) {
  if (!windows.has(page)) windows.set(page, { requests: [] });
  return windows.get(page);
}

async function readSettledTable(selector, page) {
  // Waited for in the page itself: its own timers come in between, however busy the machine is.
  await page.locator(selector).first().evaluate(async (found) => {
    const looks = () => [...found.querySelectorAll('tr')].map((row) => row.textContent).join('\n');
    let before = null;
    for (const end = Date.now() + 10000; before !== looks() && Date.now() < end; ) {
      before = looks();
      await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
  });
  return readTable(selector, page);
}
readSettledTable.rfdoc = 'Read a table that has not changed for 0.2 s: rows may come in batches.';

async function readTable(selector, page) {
  return page.locator(selector).first().evaluate((found) => {
    // The class may be that of the table, or of a frame around it.
    const table = found.matches('table') ? found : found.querySelector('table');
    if (!table) throw new Error(`There is no table in ${found.outerHTML.slice(0, 200)}`);
    const quoted = /^"((?:[^"\\]|\\.)*)"/; // "text", or "text" / "what a screen reader says"
    const decoration = (node) =>
      ['::before', '::after'].map((part) => (getComputedStyle(node, part).content.match(quoted) || [])[1] || '');
    const header = (cell) => [cell, ...cell.querySelectorAll('*')].flatMap(decoration).join('');
    const text = (cell) => cell.innerText.replace(/\s+/g, ' ').trim();
    // Colours may be computed in another notation, such as oklch(): a canvas knows them all as red, green, blue.
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const plain = new Map();
    const rgb = (color) => {
      if (!plain.has(color)) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        plain.set(color, /^rgb\(/.test(color) ? color : `rgb(${[...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)]})`);
      }
      return plain.get(color);
    };
    const [head = { cells: [] }, ...others] = [...table.rows];
    const body = others.filter((row) => !row.closest('thead, tfoot'));
    const headers = [...head.cells].map((cell) => `${text(cell)} ${header(cell)}`.trim());
    const rows = body.filter((row) => row.cells.length === headers.length);
    const read = (cell) => ({ text: text(cell), classes: [...cell.classList], color: rgb(getComputedStyle(cell).color) });
    return { headers, rows: rows.map((row) => [...row.cells].map(read)) };
  });
}
readTable.rfdoc = 'Read a table: its headers and, of each row with as many cells, text, classes and computed colour.';

async function readCharts(page) {
  return page.evaluate(() => {
    // The longer title first: a "Multi-Symbol Equity Curve" is no "Equity Curve".
    const titles = ['Multi-Symbol', 'Equity Curve', 'Drawdown', 'Returns Distribution', '신호 목록'];
    const aside = 'defs, clipPath, .recharts-legend-wrapper, .recharts-cartesian-axis, .recharts-cartesian-grid';
    const drawn = (chart, css) => [...chart.querySelectorAll(css)].filter((node) => !node.closest(aside));
    const charts = [];
    let title = '';
    for (const node of document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading], .recharts-wrapper')) {
      if (!node.matches('.recharts-wrapper')) {
        const text = node.innerText.toLowerCase(); // a style sheet may show capitals
        title = titles.find((known) => text.includes(known.toLowerCase())) || title;
        continue;
      }
      const { width, height, top, bottom } = node.getBoundingClientRect();
      // What leaves the chart is cut off there: nobody sees it.
      const seen = (shape) => {
        const box = shape.getBoundingClientRect();
        return box.top > top - height / 10 && box.bottom < bottom + height / 10;
      };
      charts.push({
        title,
        width,
        height,
        paths: drawn(node, 'path:not(.recharts-rectangle)').filter(seen).map((path) => path.getAttribute('d') || ''),
        bars: drawn(node, '.recharts-bar-rectangle').map((bar) => bar.getBoundingClientRect().height),
        lengths: drawn(node, '.recharts-bar-rectangle').map((bar) => bar.getBoundingClientRect().width),
        labels: [...node.querySelectorAll('.recharts-cartesian-axis-tick-value')].map((label) => label.textContent),
        dots: drawn(node, 'circle').filter(seen).map((dot) => [dot.getAttribute('cx'), dot.getAttribute('cy')]),
      });
    }
    return charts;
  });
}
readCharts.rfdoc = 'Read all charts in order: title, size, the labels of the axes, and the paths, bars and dots seen in them.';

async function narrow(selector, value, page) {
  const field = page.locator(selector).first();
  const tag = await field.evaluate((node) => node.tagName);
  if (tag !== 'SELECT') {
    await field.fill(value);
    await field.press('Enter');
    return field.blur(); // a list may be narrowed with each key, by Enter or when the field is left
  }
  if (value === '') return field.selectOption({ index: 0 });
  // A choice may fill itself only when the page has its data.
  const place = ([select, text]) => {
    const same = (known) => known.trim().toLowerCase() === text.toLowerCase();
    return 1 + [...select.options].findIndex((option) => same(option.value) || same(option.text));
  };
  const found = await page.waitForFunction(place, [await field.elementHandle(), value]);
  await field.selectOption({ index: (await found.jsonValue()) - 1 });
}
narrow.rfdoc = 'Type into a filter or choose from it, whichever it is; an empty value takes the filter away.';

async function labelledFilter(label, page) {
  const fields = page.getByLabel(label).and(page.locator('input, select')).and(page.locator(':visible'));
  await fields.first().evaluate((node) => node.setAttribute('data-acceptance', 'labelled'));
  return '[data-acceptance=labelled]';
}
labelledFilter.rfdoc = 'Find the field with a label, text or choice, and give a selector for it.';

async function labelOf(selector, page) {
  return page.locator(selector).evaluate((field) => {
    // A star may be written or come from the style sheet.
    const drawn = (label) => getComputedStyle(label, '::after').content.replace(/^"(.*)"$|.*/, '$1');
    const labels = [...(field.labels || [])].map((label) => `${label.innerText} ${drawn(label)}`);
    const text = [...labels, field.getAttribute('aria-label') || ''].join(' ').replace(/\s+/g, ' ');
    return text.replace(/ ?\*/g, ' *').trim(); // close to the name or apart
  });
}
labelOf.rfdoc = 'The text of the label that belongs to a field.';

async function clickText(selector, text, page) {
  const owner = page.locator(selector).filter({ hasText: text }).first();
  const position = await owner.evaluate((node, wanted) => {
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && !texts.currentNode.data.includes(wanted));
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const [inner, outer] = [range.getBoundingClientRect(), node.getBoundingClientRect()];
    return { x: inner.x - outer.x + inner.width / 2, y: inner.y - outer.y + inner.height / 2 };
  }, text);
  await owner.click({ position });
}
clickText.rfdoc = 'Click on a text in an element, where a user would: it may be the element or a button in it.';

async function loadTimes(page) {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    const painted = performance.getEntriesByName('first-contentful-paint')[0];
    return { load: navigation.duration / 1000, render: painted ? painted.startTime / 1000 : navigation.duration / 1000 };
  });
}
loadTimes.rfdoc = 'How long the page took to load and to paint its first content, in seconds.';

async function watchRequests(page) {
  page.on('request', (request) =>
    stateOf(page).requests.push({
      method: request.method(),
      path: new URL(request.url()).pathname,
      body: request.postData(),
      time: Date.now() / 1000,
    }),
  );
}
watchRequests.rfdoc = 'Note every request of the page from now on.';

async function sentRequests(method, part, page) {
  return stateOf(page).requests.filter((one) => one.method === method && one.path.includes(part));
}
sentRequests.rfdoc = 'The noted requests with a method and a part of the path: method, path, body, time in seconds.';

async function answerWith(pattern, status, contentType, body, page) {
  const headers = { 'access-control-allow-origin': '*' };
  await page.route(pattern, (route) => route.fulfill({ status: Number(status), contentType, body, headers }));
}
answerWith.rfdoc = 'Answer the matching requests in place of the server.';

async function answerRun(body, page) {
  const result = JSON.parse(body);
  const task = { task_id: result.run_id, progress: 100, error: null };
  const answers = [
    ['run*', 200, result],
    ['run-async', 202, { ...task, status: 'queued', created_at: new Date().toISOString() }],
    ['status/*', 200, { ...task, status: 'completed', result }],
    [result.run_id, 200, result],
  ];
  for (const [path, status, answer] of answers) {
    await answerWith(`**/api/backtests/${path}`, status, 'application/json', JSON.stringify(answer), page);
  }
}
answerRun.rfdoc = 'Answer a run with a result in place of the server, whether the page runs it at once or queues it.';

async function refuseConnection(pattern, page) {
  await page.route(pattern, (route) => route.abort('connectionrefused'));
}
refuseConnection.rfdoc = 'Let the matching requests find nobody there.';

async function pressAnyway(name, page) {
  const buttons = page.locator('button, a, [role=button]').filter({ hasText: name });
  await buttons.evaluateAll((found) => found[0]?.click());
}
pressAnyway.rfdoc = 'Press a button if it is there, disabled or not; a disabled one does nothing.';

async function answerTruly(pattern, page) {
  await page.unroute(pattern);
}
answerTruly.rfdoc = 'Let the server answer the matching requests again.';

async function holdRequests(pattern, page) {
  const state = stateOf(page);
  const opened = new Promise((open) => {
    state.open = open;
  });
  await page.route(pattern, async (route) => {
    await opened;
    await route.continue();
  });
}
holdRequests.rfdoc = 'Keep the matching requests from the server until Release Requests.';

async function releaseRequests(page) {
  stateOf(page).open();
}
releaseRequests.rfdoc = 'Send the held requests on, and all that follow.';

// What is expected is listened for before these return: a promise in Robot's background may come too late.
function expect(coming, page) {
  coming.catch(() => {}); // told to whoever asks for it
  stateOf(page).expected = coming;
}

async function expectDownload(page) {
  expect(page.waitForEvent('download'), page);
}
expectDownload.rfdoc = 'Listen for a file that the page saves, for Expected Download.';

async function expectedDownload(page) {
  const download = await stateOf(page).expected;
  return { name: download.suggestedFilename(), path: await download.path() };
}
expectedDownload.rfdoc = 'The file that the page saved since Expect Download: the name it proposed, and where it lies.';

async function expectAnswer(pattern, page) {
  expect(page.waitForResponse(pattern), page);
}
expectAnswer.rfdoc = 'Listen for an answer from an address, for Expected Answer.';

async function expectedAnswer(page) {
  const answer = await stateOf(page).expected;
  return { status: answer.status(), body: await answer.json() };
}
expectedAnswer.rfdoc = 'The answer that came since Expect Answer: status and JSON body.';

exports.__esModule = true;
Object.assign(exports, {
  readSettledTable,
  readTable,
  readCharts,
  narrow,
  labelledFilter,
  labelOf,
  clickText,
  loadTimes,
  watchRequests,
  sentRequests,
  answerWith,
  answerRun,
  answerTruly,
  refuseConnection,
  pressAnyway,
  holdRequests,
  releaseRequests,
  expectDownload,
  expectedDownload,
  expectAnswer,
  expectedAnswer,
});
