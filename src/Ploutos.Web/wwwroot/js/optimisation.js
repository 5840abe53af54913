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
  const values = complete.map(t => t.value),
    span = Math.max(...values) - Math.min(...values) || 1e-6;
  const range = values.length ? { min: Math.min(...values) - 0.1 * span, max: Math.max(...values) + 0.6 * span } : {};
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

if (view) {
  const [{ draw }, { colour }] = await Promise.all([import('./charts.js'), import('./colours.js')]);
  await show(draw, colour);
  let busy = false;
  onChange(['studies'], async () => {
    if (busy) return;
    busy = true;
    try {
      const open = view.querySelector('details')?.open;
      view.innerHTML = await part('/optimisation?handler=Figures&study=' + encodeURIComponent(view.dataset.study));
      view.querySelector('details').open = open;
      await show(draw, colour);
    } catch (error) {
      announce(error.message);
    } finally {
      busy = false;
    }
  });
} else {
  // The first trial of the first study makes the page's charts.
  onChange(['studies'], () => location.reload());
}
document.addEventListener('jobend', event => {
  if (!view && event.detail.kind === 'optimize' && event.detail.state === 'succeeded') location.reload();
});
