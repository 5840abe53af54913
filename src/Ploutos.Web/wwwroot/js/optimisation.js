// The Optimisation page: charts of one study, drawn again while trials end, and of others beside it.
import { get, part } from './api.js';
import './jobs.js';
import { onChange } from './live.js';
import { announce, many, number, percent, table, word } from './words.js';

const view = document.getElementById('study-view');
const select = id => document.getElementById(id);
const others = () => [...document.querySelectorAll('input[name="with"]:checked')].map(box => box.value);
const study = name => get('/api/v7/studies/' + encodeURIComponent(name));
let brushed = null,
  drawn = [], // the trials of the parallel coordinates, in their order
  state = '';
const areas = new Map(); // what is brushed of the parallel coordinates, by the axis's name

/** Hides the trials that the reader has not asked for: of another state, or outside of what is brushed. */
function filter() {
  const rows = [...view.querySelectorAll('[data-trials] tbody tr')];
  for (const row of rows) row.hidden = (state !== '' && row.dataset.state !== state) || (brushed !== null && !brushed.has(Number(row.dataset.trial)));
  const count = view.querySelector('[data-shown]');
  if (count) count.textContent = many('trials-shown', rows.length, number(rows.filter(r => !r.hidden).length, 0));
}
view?.addEventListener('change', event => {
  if (!event.target.matches('[data-state-filter]')) return;
  state = event.target.value;
  filter();
});

/** Fills a list of parameters, keeping what is chosen. */
function choose(id, names, otherwise, then) {
  const list = select(id),
    chosen = names.includes(list.value) ? list.value : otherwise;
  list.replaceChildren(...names.map(n => new Option(n, n, false, n === chosen)));
  list.onchange = then;
}

/** Lets the page answer between two charts. */
const pause = () => new Promise(then => setTimeout(then));

async function show() {
  const [{ draw }, charts, own, ...beside] = await Promise.all([
    import('./charts.js'),
    import('./study-charts.js'),
    study(view.dataset.study),
    ...others().map(study),
  ]);
  const facts = charts.facts(own),
    rest = beside.map(charts.facts);
  draw('history', () => charts.history(facts, rest));
  await pause();
  draw('curves', () => charts.curves(facts));
  await pause();
  draw('distribution', () => charts.distribution(facts, rest));
  await pause();

  const { shares, names, complete } = facts;
  select('importance').hidden = shares.length === 0;
  select('importance-none').hidden = shares.length > 0;
  if (shares.length) draw('importance', () => charts.importance(facts));
  const into = document.querySelector('[data-table="importance"] div');
  into.replaceChildren(table([word('parameter'), word('share')], [...shares].reverse().map(i => [i.name, percent(i.share)])));
  document.querySelector('[data-table="importance"]').hidden = shares.length === 0;

  const numeric = names.filter(n => complete.some(t => typeof t.parameters[n] === 'number')),
    best = numeric.includes(shares.at(-1)?.name) ? shares.at(-1).name : numeric[0],
    second = numeric.includes(shares.at(-2)?.name) ? shares.at(-2).name : numeric.find(n => n !== best);
  const slice = () => draw('slice', () => charts.slice(facts, select('slice-of').value));
  const contour = () => draw('contour', () => charts.contour(facts, select('contour-x').value, select('contour-y').value));
  choose('slice-of', names, best ?? names[0], slice);
  choose('contour-x', numeric, best, contour);
  choose('contour-y', numeric, second, contour);
  slice();
  await pause();
  const draws = complete.length > 0 && numeric.length > 1;
  for (const id of ['parallel', 'contour']) select(id).closest('section').hidden = !draws;
  if (!draws) {
    brushed = null;
    filter();
    return;
  }
  contour();
  await pause();
  drawn = complete;
  draw('parallel', () => charts.parallel(facts), brushAgain);
}

const axesOf = chart => chart.getModel().queryComponents({ mainType: 'parallelAxis' });

/** A drawing begins without a brush: what was brushed on axes that are still there is brushed again. */
function brushAgain(chart) {
  chart.off('axisareaselected');
  for (const axis of axesOf(chart)) {
    const intervals = areas.get(axis.name);
    if (intervals) chart.dispatchAction({ type: 'axisAreaSelect', parallelAxisId: axis.id, intervals });
  }
  if (areas.size) chart.setOption({}); // an axis does not draw what it was told, only what it has
  brush(chart);
  chart.on('axisareaselected', () => brush(chart));
}

/** Keeps what is brushed, and leaves the trials outside of it out of the table. */
function brush(chart) {
  areas.clear();
  for (const axis of axesOf(chart)) if (axis.activeIntervals.length) areas.set(axis.name, axis.activeIntervals);
  const active = chart.getModel().getSeries()[0].getRawIndicesByActiveState('active');
  brushed = areas.size ? new Set(active.map(i => drawn[i].number)) : null;
  view.dataset.brushed = brushed ? active.length : drawn.length;
  filter();
}

/** Shows the figures and charts of the study as they are now. */
async function refresh() {
  const figures = await part('/optimisation?handler=Figures&study=' + encodeURIComponent(view.dataset.study));
  const open = view.querySelector('details')?.open,
    sorted = view.querySelector('th[aria-sort="ascending"], th[aria-sort="descending"]');
  view.innerHTML = figures;
  if (open) view.querySelector('details')?.setAttribute('open', '');
  const list = view.querySelector('[data-state-filter]');
  if (list) list.value = state;
  if (sorted) {
    const { sort } = await import('./sorting.js');
    sort(view.querySelectorAll('[data-trials] th')[sorted.cellIndex], sorted.getAttribute('aria-sort'));
  }
  filter();
  await show();
}

document.querySelector('[data-beside]')?.addEventListener('change', async event => {
  const boxes = [...event.currentTarget.querySelectorAll('input')];
  for (const box of boxes) box.disabled = !box.checked && others().length >= 3;
  const address = new URL(location.href);
  address.searchParams.set('study', view.dataset.study);
  address.searchParams.set('with', others().join());
  history.replaceState(null, '', address);
  await show().catch(error => announce(error.message));
});

// A search that is started here is followed from study to study, until the reader chooses one.
const follows = 'ploutos.follows';
document.addEventListener('jobstart', event => {
  if (event.detail.kind === 'optimize') sessionStorage.setItem(follows, event.detail.id);
});
document.getElementById('study')?.addEventListener('change', () => sessionStorage.removeItem(follows));
let job = null;

/** The study that the search works on, or that it worked on last, where it is not the one that is shown. */
async function other() {
  const followed = sessionStorage.getItem(follows);
  if (view && (!followed || followed !== job?.id)) return null;
  const studies = await get('/api/v7/studies'),
    running = studies.filter(s => s.running > 0),
    newest = moment => (a, b) => Date.parse(b[moment] ?? 0) - Date.parse(a[moment] ?? 0);
  const over = job && job.state !== 'running';
  if (over) sessionStorage.removeItem(follows);
  const found = running.sort(newest('started'))[0] ?? (over ? studies.sort(newest('updated'))[0] : null);
  return found && found.name !== view?.dataset.study ? found.name : null;
}

let busy = false,
  again = false;
async function follow() {
  again = busy;
  if (busy) return;
  busy = true;
  try {
    const name = await other();
    if (name) location.assign('/optimisation?study=' + encodeURIComponent(name));
    else if (view) await refresh();
  } catch (error) {
    announce(error.message);
  } finally {
    busy = false;
  }
  if (again) await follow();
}
onChange(['studies'], follow);
document.addEventListener('job', event => {
  if (event.detail.kind !== 'optimize') return;
  // What a search made before this page listened is no change any more.
  const look = event.detail.state === 'running' && (!view || job?.id !== event.detail.id);
  job = event.detail;
  if (look) follow();
});
document.addEventListener('jobend', event => {
  if (event.detail.kind !== 'optimize') return;
  job = event.detail;
  if (view) follow();
  else if (event.detail.state !== 'failed') location.reload();
});
const followed = sessionStorage.getItem(follows);
if (followed) {
  // The search may have ended while this page was on its way.
  job ??= await get('/api/v7/jobs/' + encodeURIComponent(followed)).catch(() => null);
  if (!job) sessionStorage.removeItem(follows);
}
if (view || followed) await follow();
