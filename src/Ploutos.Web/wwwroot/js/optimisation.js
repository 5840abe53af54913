// The Optimisation page: charts of one study, drawn again while trials end.
import { get, part } from './api.js';
import './jobs.js';
import { onChange } from './live.js';
import { announce, number, setting, word } from './words.js';

const view = document.getElementById('study-view');
const select = document.getElementById('slice-of');

const finite = value => typeof value === 'number' && Number.isFinite(value);

async function show(draw, colour) {
  const { overview, trials, importance } = await get('/api/v7/studies/' + encodeURIComponent(view.dataset.study));
  const sign = overview.direction === 'minimize' ? 1 : -1;
  const valued = trials.filter(t => finite(t.value));
  const complete = valued.filter(t => t.state === 'COMPLETE');
  // Pruned trials may lie far off; the axis is fitted to what was finished.
  const values = (complete.length ? complete : valued).map(t => t.value),
    span = (values.length ? Math.max(...values) - Math.min(...values) : 0) || 1e-6; // a study begins with no value at all
  const range = complete.length ? { min: Math.min(...values) - 0.1 * span, max: Math.max(...values) + 0.6 * span } : {};
  const digits = Math.min(8, Math.max(3, 1 - Math.floor(Math.log10(span))));
  const losses = {
    type: 'value',
    scale: true,
    axisLabel: { color: colour('muted'), formatter: v => number(v, digits), showMinLabel: false, showMaxLabel: false },
  };
  const steps = name => ({ type: 'value', name, nameLocation: 'middle', nameGap: 26, minInterval: 1, splitLine: { show: false } });
  let best = null;
  const line = complete.map(t => [t.number, (best = best === null || sign * t.value < sign * best ? t.value : best)]);
  const tip = { trigger: 'item', formatter: p => p.data?.tip ?? `${p.seriesName}\n${number(p.value?.[1], 5)}` };
  const point = t => ({ value: [t.number, t.value], tip: `${word('trial')} ${t.number}: ${number(t.value, 5)}` });

  draw('history', () => ({
    legend: {},
    tooltip: tip,
    xAxis: steps(word('trial')),
    yAxis: { ...losses, ...range },
    series: [
      { name: word('complete'), type: 'scatter', symbol: 'circle', symbolSize: 8, data: complete.map(point) },
      {
        name: word('pruned'),
        type: 'scatter',
        symbol: 'triangle',
        symbolSize: 8,
        data: valued.filter(t => t.state === 'PRUNED').map(point),
      },
      {
        name: word('best'),
        type: 'line',
        step: 'end',
        symbol: 'none',
        data: line,
        lineStyle: { color: colour('ink'), width: 2 },
        itemStyle: { color: colour('ink') },
      },
    ],
  }));

  draw('curves', () => ({
    legend: { data: [word('best-trial'), word('others')] },
    tooltip: tip,
    xAxis: steps(word('epoch')),
    yAxis: { ...losses, ...range },
    series: trials
      .filter(t => t.curve.length > 0)
      .map(t => {
        const isBest = t.number === overview.best_trial;
        return {
          name: word(isBest ? 'best-trial' : 'others'),
          type: 'line',
          symbol: t.curve.length > 1 ? 'none' : 'circle', // a single epoch makes no line
          z: isBest ? 3 : 1,
          data: t.curve.map(p => ({ value: [p.step, p.value], tip: `${word('trial')} ${t.number}\n${number(p.value, 5)}` })),
          lineStyle: { width: isBest ? 2.6 : 1, color: colour(isBest ? 'accent' : 'muted', isBest ? 1 : 0.5) },
          itemStyle: { color: colour(isBest ? 'accent' : 'muted') },
        };
      }),
  }));

  const shares = [...importance].sort((a, b) => a.share - b.share);
  document.getElementById('importance').hidden = shares.length === 0;
  document.getElementById('importance-none').hidden = shares.length > 0;
  if (shares.length) {
    draw('importance', () => ({
      xAxis: { type: 'value', axisLabel: { color: colour('muted'), formatter: v => `${Math.round(v * 100)} %` } },
      yAxis: { type: 'category', data: shares.map(i => i.name), axisLabel: { color: colour('ink') } },
      tooltip: { trigger: 'item', formatter: p => `${p.name}: ${number(p.value * 100, 1)} %` },
      series: [{ type: 'bar', data: shares.map(i => i.share), barMaxWidth: 18, itemStyle: { borderRadius: [0, 4, 4, 0] } }],
    }));
  }

  const names = [...new Set(trials.flatMap(t => Object.keys(t.parameters)))];
  const chosen = names.includes(select.value) ? select.value : (shares.at(-1)?.name ?? names[0]);
  select.replaceChildren(...names.map(n => new Option(n, n, false, n === chosen)));
  const slice = () => {
    const name = select.value,
      known = complete.filter(t => finite(t.parameters[name]));
    const of = known.map(t => t.parameters[name]),
      wide = Math.min(...of) > 0 && Math.max(...of) / Math.min(...of) > 30;
    draw('slice', () => ({
      tooltip: tip,
      xAxis: { type: wide ? 'log' : 'value', name, nameLocation: 'middle', nameGap: 26, scale: true },
      yAxis: losses,
      series: [
        {
          type: 'scatter',
          symbolSize: 9,
          data: known.map(t => ({
            value: [t.parameters[name], t.value],
            tip: `${word('trial')} ${t.number}\n${name} ${setting(t.parameters[name])}\n${number(t.value, 5)}`,
            itemStyle: t.number === overview.best_trial ? { color: colour('down') } : undefined,
            symbol: t.number === overview.best_trial ? 'diamond' : 'circle',
          })),
        },
      ],
    }));
  };
  select.onchange = slice;
  slice();
}

/** Shows the figures and charts of the study as they are now. */
async function refresh() {
  const [{ draw }, { colour }, figures] = await Promise.all([
    import('./charts.js'),
    import('./colours.js'),
    part('/optimisation?handler=Figures&study=' + encodeURIComponent(view.dataset.study)),
  ]);
  const open = view.querySelector('details')?.open;
  view.innerHTML = figures;
  if (open) view.querySelector('details')?.setAttribute('open', '');
  await show(draw, colour);
}

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
  const study = running.sort(newest('started'))[0] ?? (over ? studies.sort(newest('updated'))[0] : null);
  return study && study.name !== view?.dataset.study ? study.name : null;
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
