// The Data page: fetching as a job with its tickers, import of files, findings by month. When something is stored the page shows it.
import { call, get, once, part } from './api.js';
import './jobs.js';
import { whenNear } from './near.js';
import { fault as told } from './said.js';
import { onOpenOf, small } from './tables.js';
import { announce, day, make, many, number, table, word } from './words.js';

// Fetching: what each ticker is doing, from the events of the job.
const fetching = document.getElementById('fetching');
let followed = null;
function follow(job) {
  if (followed === job.id) return;
  followed = job.id;
  const rows = new Map(),
    list = small([word('ticker-name'), word('state'), word('detail')], []);
  fetching.replaceChildren(list);
  const stream = new EventSource(`/api/v7/jobs/${encodeURIComponent(job.id)}/events`);
  stream.addEventListener('ticker', event => {
    const news = JSON.parse(event.data);
    fetching.hidden = false;
    let row = rows.get(news.ticker);
    if (!row) {
      row = list.tBodies[0].insertRow();
      const head = make('th', null, { scope: 'row' });
      head.append(make('a', news.ticker, { href: '/analyse?ticker=' + encodeURIComponent(news.ticker) }));
      row.append(head, make('td'), make('td', null, { lang: 'en', class: 'small muted' }));
      rows.set(news.ticker, row);
    }
    const tone = { done: 'good', failed: 'bad' }[news.stage] ?? '';
    row.dataset.stage = news.stage;
    row.cells[1].replaceChildren(make('span', word('stage-' + news.stage), { class: 'chip ' + tone }));
    // Its sentences are English; where all goes well the state says as much in the reader's language.
    row.cells[2].textContent = news.stage === 'failed' || document.documentElement.lang === 'en' ? news.detail : '';
  });
  stream.addEventListener('end', () => stream.close());
}
document.addEventListener('job', event => event.detail.kind === 'fetch' && event.detail.state === 'running' && follow(event.detail));
document.addEventListener('jobstart', event => event.detail.kind === 'fetch' && follow(event.detail));
document.addEventListener('jobend', event => {
  if (event.detail.kind === 'fetch' && event.detail.state === 'succeeded') location.reload();
});

// Import: one file after another, each through the checks of the store.
const drop = document.querySelector('[data-drop]'),
  input = document.getElementById('import-files'),
  done = document.querySelector('[data-imported]');

function say(item, tone, ...parts) {
  item.querySelector('.chip').className = 'chip ' + tone;
  item.querySelector('[data-said]').replaceChildren(...parts);
}

/** Waits for a job's end. A stream that breaks is opened again by the browser; one that was refused, or that the server has nothing more
 * for, stays closed: then the job itself says how it stands. */
const end = id =>
  new Promise((then, fail) => {
    const address = `/api/v7/jobs/${encodeURIComponent(id)}`,
      stream = new EventSource(address + '/events');
    stream.addEventListener('end', event => {
      stream.close();
      then(JSON.parse(event.data));
    });
    stream.addEventListener('error', () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      const look = async () => {
        const job = await get(address);
        if (job.state === 'running') setTimeout(() => look().catch(fail), 1000);
        else then(job);
      };
      look().catch(fail);
    });
  });

async function bring(file) {
  const item = make('li', null, { class: 'row' });
  item.append(make('span', file.name, { class: 'chip' }), make('span', word('import-running'), { 'data-said': '' }));
  done.append(item);
  try {
    const job = await end((await call('POST', '/api/v7/jobs/import?file=' + encodeURIComponent(file.name), file)).id);
    if (job.state !== 'succeeded') {
      say(item, 'bad', ...told({ detail: job.error ?? word('job-' + job.state), kind: job.fault, remedies: job.remedies }));
      return false;
    }
    const { series, totals, files } = job.result,
      refused = (files ?? []).filter(f => f.outcome === 'Refused');
    const serious = totals.filter(t => t.severity === 'Serious').reduce((sum, t) => sum + t.count, 0);
    const rows = series.reduce((sum, s) => sum + s.rows_out, 0);
    const names = series.slice(0, 20).map(s => make('a', s.ticker + ' ', { href: '/data?ticker=' + encodeURIComponent(s.ticker) + '#findings' }));
    say(
      item,
      refused.length || !series.length ? 'bad' : serious ? 'warn' : 'good',
      ...names,
      make('span', `${many('tickers', series.length)}, ${many('bars', rows)}, ${many('serious', serious)} `),
      ...refused.map(f => make('span', f.reason, { lang: 'en' })),
    );
    return series.length > 0;
  } catch (error) {
    say(item, 'bad', make('span', error.message, { lang: error.problem ? 'en' : document.documentElement.lang }));
    return false;
  }
}

/** Makes what the page says of the store again. */
async function again() {
  const page = new DOMParser().parseFromString(await part(location.pathname + location.search), 'text/html');
  document.getElementById('stored').replaceWith(document.adoptNode(page.getElementById('stored')));
  drawMonths();
  announce(word('updated'));
}

let queue = Promise.resolve(),
  waiting = 0,
  brought = false;
function take(files) {
  for (const file of files) {
    waiting++;
    queue = queue.then(async () => {
      if (await bring(file)) brought = true;
      if (--waiting > 0 || !brought) return;
      brought = false;
      await again().catch(error => announce(error.message));
    });
  }
}
input.addEventListener('change', () => {
  take([...input.files]);
  input.value = '';
});
for (const type of ['dragenter', 'dragover'])
  drop.addEventListener(type, event => {
    event.preventDefault();
    drop.dataset.over = '';
  });
for (const type of ['dragleave', 'drop']) drop.addEventListener(type, () => delete drop.dataset.over);
drop.addEventListener('drop', event => {
  event.preventDefault();
  take([...event.dataTransfer.files]);
});

// Findings by ticker and month: those of the tickers that have the most.
const most = 40;
function drawMonths() {
  const months = document.getElementById('finding-months');
  if (!months) return;
  const findings = once(() => get('/api/v7/data/findings/months'));
  whenNear(months, async () => {
    const [{ draw }, { colour }, all] = await Promise.all([import('./charts.js'), import('./colours.js'), findings()]);
    const sums = new Map();
    for (const f of all) sums.set(f.ticker, (sums.get(f.ticker) ?? 0) + f.count + 1000 * f.serious);
    const tickers = [...sums].sort((a, b) => b[1] - a[1]).slice(0, most).map(([t]) => t);
    const shown = all.filter(f => tickers.includes(f.ticker)),
      names = [...new Set(shown.map(f => f.month.slice(0, 7)))].sort();
    months.style.height = 70 + 20 * tickers.length + 'px';
    draw('finding-months', () => ({
      grid: { left: 4, right: 8, top: 6, bottom: 10, containLabel: true },
      tooltip: {
        trigger: 'item',
        formatter: p =>
          `${tickers[p.data.value[1]]} ${names[p.data.value[0]]}\n${many('findings', p.data.value[2])}, ${many('serious', p.data.serious)}`,
      },
      xAxis: { type: 'category', data: names, splitLine: { show: false } },
      yAxis: { type: 'category', data: tickers, inverse: true, axisTick: { show: false }, axisLabel: { color: colour('muted'), interval: 0 } },
      visualMap: { show: false, min: 0, max: Math.max(...shown.map(f => f.count)), inRange: { color: [colour('even'), colour('gain')] } },
      series: [
        {
          type: 'heatmap',
          data: shown.map(f => ({
            value: [names.indexOf(f.month.slice(0, 7)), tickers.indexOf(f.ticker), f.count],
            serious: f.serious,
            to: '/data?ticker=' + encodeURIComponent(f.ticker) + '#findings',
            itemStyle: { borderColor: colour(f.serious ? 'bad' : 'card'), borderWidth: f.serious ? 2 : 1 },
          })),
        },
      ],
    }));
  });
  onOpenOf('finding-months', async () =>
    table(
      [word('ticker-name'), word('chart-month'), word('findings-all'), word('findings-serious')],
      (await findings()).map(f => [f.ticker, day(f.month), number(f.count, 0), number(f.serious, 0)]),
    ),
  );
}
drawMonths();
