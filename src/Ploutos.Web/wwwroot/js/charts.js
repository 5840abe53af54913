// ECharts under our Content-Security-Policy: tips are drawn on the canvas (an HTML tip would carry inline styles), and colours come from
// the theme.
import { init } from '../vendor/echarts/echarts.mjs';
import { colour, font } from './colours.js';
import { make, number } from './words.js';

const charts = new Map();

// Figures alone, which every reader knows.
const dates = { year: '{yyyy}', month: '{yyyy}-{MM}', day: '{MM}-{dd}' };
const axis = extra => ({
  axisLine: { lineStyle: { color: colour('line') } },
  axisLabel: { color: colour('muted'), hideOverlap: true, formatter: extra.type === 'time' ? dates : v => tick(v) },
  splitLine: { lineStyle: { color: colour('line') } },
  nameTextStyle: { color: colour('muted') },
  ...extra,
});
const tick = value =>
  typeof value !== 'number'
    ? value
    : Number.isInteger(value)
      ? String(value)
      : value !== 0 && Math.abs(value) < 1e-3
        ? value.toExponential(0)
        : number(value, Math.abs(value) < 0.1 ? 3 : 2);

document.addEventListener('themechange', () => charts.forEach(entry => entry.paint()));

function begin(element) {
  const chart = init(element, null, { renderer: 'canvas' });
  chart.on('click', point => point.data?.to && location.assign(point.data.to));
  new ResizeObserver(() => matchMedia('print').matches || chart.isDisposed() || chart.resize()).observe(element);
  if (theme !== null) chart.resize({ width: sheet });
  return { chart, element, paint: () => {} };
}

/** Draws, and draws again when the theme or the data change; make() gives an option of ECharts from the colours of the moment, and
 * after(chart) adds to each drawing. A point whose data has an address, to, leads there. Returns the chart. */
export function draw(id, make, after) {
  const element = document.getElementById(id);
  if (!element) return;
  let entry = charts.get(id);
  if (entry?.element !== element) {
    entry?.chart.dispose(); // its part of the page was made again
    entry = begin(element);
    charts.set(id, entry);
  }
  entry.paint = () => {
    const option = make();
    for (const name of ['xAxis', 'yAxis']) if (option[name]) option[name] = [option[name]].flat().map(a => axis(a));
    entry.chart.setOption(
      {
        animation: false,
        backgroundColor: 'transparent',
        textStyle: { fontFamily: font },
        grid: { left: 12, right: 18, top: 30, bottom: 32, containLabel: true },
        color: [colour('accent'), colour('down'), colour('high'), colour('muted')],
        ...option,
        legend: option.legend && { textStyle: { color: colour('ink') }, top: 0, left: 0, icon: 'roundRect', ...option.legend },
        tooltip: {
          renderMode: 'richText',
          confine: true,
          backgroundColor: colour('card'),
          borderColor: colour('edge'),
          textStyle: { color: colour('ink'), fontFamily: font },
          ...option.tooltip,
        },
      },
      { notMerge: true },
    );
    after?.(entry.chart);
  };
  entry.paint();
  return entry.chart;
}

/** Saves a chart as a picture in the colours of the moment. */
export function save(id, name) {
  const picture = charts.get(id)?.chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: colour('card') });
  if (picture) make('a', null, { href: picture, download: `${name}.png` }).click();
}

// Paper is light, and as wide as a sheet. A sheet's layout is not known yet when the charts are drawn for it. Nothing here may wait: what
// is not done when the listener returns is not on the paper.
const sheet = 660,
  root = document.documentElement;
let theme = null; // of the screen, while the page is on its way to paper
addEventListener('beforeprint', () => {
  theme ??= root.dataset.theme;
  root.dataset.theme = 'light';
  for (const { chart, paint } of charts.values()) {
    chart.resize({ width: sheet });
    paint();
    chart.getZr().flush();
  }
});
addEventListener('afterprint', () => {
  if (theme === null) return;
  root.dataset.theme = theme;
  theme = null;
  for (const { chart, paint } of charts.values()) {
    chart.resize({ width: 'auto' });
    paint();
  }
});
