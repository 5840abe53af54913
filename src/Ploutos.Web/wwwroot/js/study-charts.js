// The charts of a study as options of ECharts, from GET /api/v7/studies/NAME.
import { colour } from './colours.js';
import { number, percent, setting, word } from './words.js';

const finite = value => typeof value === 'number' && Number.isFinite(value);
const tones = ['accent', 'down', 'high', 'hold'];

/** What the charts of a study share. */
export function facts({ overview, trials, importance }) {
  const sign = overview.direction === 'minimize' ? 1 : -1,
    valued = trials.filter(t => finite(t.value)),
    complete = valued.filter(t => t.state === 'COMPLETE');
  // Pruned trials may lie far off; the axis is fitted to what was finished.
  const values = (complete.length ? complete : valued).map(t => t.value),
    span = (values.length ? Math.max(...values) - Math.min(...values) : 0) || 1e-6; // a study begins with no value at all
  return {
    overview,
    trials,
    valued,
    complete,
    sign,
    shares: [...importance].sort((a, b) => a.share - b.share),
    names: [...new Set(trials.flatMap(t => Object.keys(t.parameters)))],
    digits: Math.min(8, Math.max(3, 1 - Math.floor(Math.log10(span)))),
    range: complete.length ? { min: Math.min(...values) - 0.1 * span, max: Math.max(...values) + 0.6 * span } : {},
  };
}

const losses = digits => ({
  type: 'value',
  scale: true,
  axisLabel: { color: colour('muted'), formatter: v => number(v, digits), showMinLabel: false, showMaxLabel: false },
});
const steps = name => ({ type: 'value', name, nameLocation: 'middle', nameGap: 26, minInterval: 1, splitLine: { show: false } });
const tip = { trigger: 'item', formatter: p => p.data?.tip ?? `${p.seriesName}\n${number(p.value?.[1], 5)}` };
const point = t => ({ value: [t.number, t.value], tip: `${word('trial')} ${t.number}: ${number(t.value, 5)}` });
/** A parameter's scale: of several magnitudes a logarithmic one. */
const isWide = values => Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) > 30;

/** Best value so far, by trial. */
function best({ complete, sign }) {
  let now = null;
  return complete.map(t => [t.number, (now = now === null || sign * t.value < sign * now ? t.value : now)]);
}

/** Every trial's value, the best so far, and that of other studies. */
export const history = (f, others) => ({
  legend: {},
  tooltip: tip,
  xAxis: steps(word('trial')),
  yAxis: { ...losses(f.digits), ...(others.length ? {} : f.range) },
  series: [
    { name: word('complete'), type: 'scatter', symbol: 'circle', symbolSize: 8, data: f.complete.map(point) },
    {
      name: word('pruned'),
      type: 'scatter',
      symbol: 'triangle',
      symbolSize: 8,
      data: f.valued.filter(t => t.state === 'PRUNED').map(point),
    },
    {
      name: word('best'),
      type: 'line',
      step: 'end',
      symbol: 'none',
      data: best(f),
      lineStyle: { color: colour('ink'), width: 2 },
      itemStyle: { color: colour('ink') },
    },
    ...others.map((o, i) => ({
      name: o.overview.name,
      type: 'line',
      step: 'end',
      symbol: 'none',
      data: best(o),
      lineStyle: { color: colour(tones[i + 1]), width: 2, type: 'dashed' },
      itemStyle: { color: colour(tones[i + 1]) },
    })),
  ],
});

/** What each trial reported by epoch: the best one, the running ones and the others. */
export const curves = f => ({
  legend: { data: ['best-trial', 'running-trial', 'others'].map(n => word(n)) },
  tooltip: tip,
  xAxis: steps(word('epoch')),
  // What the best one reported on its way may lie below every end.
  yAxis: {
    ...losses(f.digits),
    ...f.range,
    ...(f.complete.length ? { min: Math.min(f.range.min, ...f.complete.flatMap(t => t.curve.map(p => p.value)).filter(finite)) } : {}),
  },
  series: f.trials
    .filter(t => t.curve.length > 0)
    .map(t => {
      const kind = t.number === f.overview.best_trial ? 'best-trial' : t.state === 'RUNNING' ? 'running-trial' : 'others',
        tone = { 'best-trial': 'accent', 'running-trial': 'high', others: 'muted' }[kind];
      return {
        name: word(kind),
        type: 'line',
        symbol: t.curve.length > 1 ? 'none' : 'circle', // a single epoch makes no line
        z: kind === 'others' ? 1 : 3,
        data: t.curve.map(p => ({ value: [p.step, p.value], tip: `${word('trial')} ${t.number}\n${number(p.value, 5)}` })),
        lineStyle: { width: kind === 'others' ? 1 : 2.6, color: colour(tone, kind === 'others' ? 0.5 : 1) },
        itemStyle: { color: colour(tone) },
      };
    }),
});

/** Each parameter's share of what makes trials differ. */
export const importance = f => ({
  xAxis: { type: 'value', axisLabel: { color: colour('muted'), formatter: v => percent(v, 0) } },
  yAxis: { type: 'category', data: f.shares.map(i => i.name), axisLabel: { color: colour('ink') } },
  tooltip: { trigger: 'item', formatter: p => `${p.name}: ${percent(p.value)}` },
  series: [{ type: 'bar', data: f.shares.map(i => i.share), barMaxWidth: 18, itemStyle: { borderRadius: [0, 4, 4, 0] } }],
});

/** One parameter against the value. */
export function slice(f, name) {
  const known = f.complete.filter(t => finite(t.parameters[name])),
    of = known.map(t => t.parameters[name]);
  return {
    tooltip: tip,
    xAxis: { type: isWide(of) ? 'log' : 'value', name, nameLocation: 'middle', nameGap: 26, scale: true },
    yAxis: losses(f.digits),
    series: [
      {
        type: 'scatter',
        symbolSize: 9,
        data: known.map(t => ({
          value: [t.parameters[name], t.value],
          tip: `${word('trial')} ${t.number}\n${name} ${setting(t.parameters[name])}\n${number(t.value, 5)}`,
          itemStyle: t.number === f.overview.best_trial ? { color: colour('down') } : undefined,
          symbol: t.number === f.overview.best_trial ? 'diamond' : 'circle',
        })),
      },
    ],
  };
}

/** A line a trial over all parameters, the best ones in the strongest colour; an axis can be brushed. */
export function parallel(f) {
  const values = f.complete.map(t => t.value),
    ends = [Math.min(...values), Math.max(...values)],
    colours = [colour('accent'), colour('line')];
  const label = { color: colour('muted'), fontSize: 11, hideOverlap: true };
  const axes = f.names.map((name, dim) => {
    const of = f.complete.map(t => t.parameters[name] ?? null);
    return of.every(v => v === null || finite(v))
      ? { dim, name, type: isWide(of.filter(finite)) ? 'log' : 'value', scale: true, axisLabel: { ...label, formatter: v => setting(v) } }
      : { dim, name, type: 'category', data: [...new Set(of.map(String))], axisLabel: label };
  });
  return {
    parallel: { left: 40, right: 60, top: 42, bottom: 24, parallelAxisDefault: { nameTextStyle: { color: colour('ink') }, nameLocation: 'end' } },
    parallelAxis: [
      ...axes,
      { dim: f.names.length, name: word('value'), type: 'value', scale: true, axisLabel: { ...label, formatter: v => number(v, f.digits) } },
    ].map(a => ({
      ...a,
      axisLine: { lineStyle: { color: colour('edge') } },
      areaSelectStyle: { width: 18, borderColor: colour('accent'), color: colour('accent'), opacity: 0.25 },
    })),
    visualMap: {
      show: false,
      dimension: f.names.length,
      min: ends[0],
      max: ends[1] > ends[0] ? ends[1] : ends[0] + 1e-9,
      inRange: { color: f.sign > 0 ? colours : [...colours].reverse() },
    },
    tooltip: { show: false },
    series: [
      {
        type: 'parallel',
        lineStyle: { width: 1.5, opacity: 0.8 },
        inactiveOpacity: 0.05,
        data: f.complete.map(t => [...f.names.map((name, i) => (axes[i].type === 'category' ? String(t.parameters[name]) : t.parameters[name])), t.value]),
      },
    ],
  };
}

/** Values over two parameters: between the trials a mean that weighs near ones more. */
export function contour(f, across, up) {
  const known = f.complete.filter(t => finite(t.parameters[across]) && finite(t.parameters[up]));
  const cells = 24;
  const scale = name => {
    const of = known.map(t => t.parameters[name]),
      wide = isWide(of),
      at = wide ? Math.log : v => v;
    const least = at(Math.min(...of)),
      most = Math.max(at(Math.max(...of)), least + 1e-12);
    return {
      place: v => (at(v) - least) / (most - least),
      label: i => setting(wide ? Math.exp(least + ((i + 0.5) / cells) * (most - least)) : least + ((i + 0.5) / cells) * (most - least)),
    };
  };
  const [x, y] = [scale(across), scale(up)],
    places = known.map(t => [x.place(t.parameters[across]), y.place(t.parameters[up]), t.value]);
  const grid = [];
  for (let i = 0; i < cells; i++)
    for (let j = 0; j < cells; j++) {
      let sum = 0,
        weights = 0;
      for (const [a, b, value] of places) {
        const weight = 1 / (((i + 0.5) / cells - a) ** 2 + ((j + 0.5) / cells - b) ** 2 + 1e-3) ** 2;
        sum += weight * value;
        weights += weight;
      }
      grid.push([i, j, sum / weights]);
    }
  const values = grid.map(g => g[2]),
    colours = [colour('gain'), colour('even'), colour('loss')];
  const hidden = { type: 'value', min: 0, max: 1, show: false };
  const labels = s => [...Array(cells).keys()].map(s.label);
  const axis = { type: 'category', splitLine: { show: false }, axisTick: { show: false }, nameLocation: 'middle', axisLabel: { color: colour('muted'), interval: 5 } };
  return {
    grid: { left: 44, right: 12, top: 10, bottom: 34, containLabel: true },
    tooltip: { trigger: 'item', formatter: p => p.data.tip ?? `≈ ${number(p.data[2], 5)}` },
    xAxis: [{ ...axis, name: across, nameGap: 26, data: labels(x) }, hidden],
    yAxis: [{ ...axis, name: up, nameGap: 60, data: labels(y) }, hidden],
    visualMap: { show: false, seriesIndex: 0, min: Math.min(...values), max: Math.max(...values), inRange: { color: f.sign > 0 ? colours : [...colours].reverse() } },
    series: [
      { type: 'heatmap', data: grid },
      {
        type: 'scatter',
        xAxisIndex: 1,
        yAxisIndex: 1,
        symbolSize: 7,
        itemStyle: { color: colour('ink') },
        data: known.map((t, i) => ({
          value: places[i].slice(0, 2),
          tip: `${word('trial')} ${t.number}\n${across} ${setting(t.parameters[across])}\n${up} ${setting(t.parameters[up])}\n${number(t.value, 5)}`,
        })),
      },
    ],
  };
}

/** Share of complete trials at or below a value, of one study and of others. */
export const distribution = (f, others) => ({
  legend: { data: [f, ...others].map(s => s.overview.name) },
  tooltip: tip,
  xAxis: { ...losses(f.digits), name: word('value'), nameLocation: 'middle', nameGap: 26 },
  yAxis: { type: 'value', min: 0, max: 1, axisLabel: { color: colour('muted'), formatter: v => percent(v, 0) } },
  series: [f, ...others].map((s, i) => ({
    name: s.overview.name,
    type: 'line',
    step: 'end',
    symbol: 'circle',
    symbolSize: 5,
    lineStyle: { width: 2, color: colour(tones[i]) },
    itemStyle: { color: colour(tones[i]) },
    data: s.complete
      .map(t => t.value)
      .sort((a, b) => a - b)
      .map((v, k, all) => ({ value: [v, (k + 1) / all.length], tip: `${s.overview.name}\n${number(v, 5)}: ${percent((k + 1) / all.length, 0)}` })),
  })),
});
