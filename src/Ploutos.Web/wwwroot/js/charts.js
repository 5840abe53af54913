// ECharts under our Content-Security-Policy: tips are drawn on the canvas (an HTML tip would carry inline styles), and colours come from
// the theme.
import { colour, font } from './colours.js';
import { number } from './words.js';

const { echarts } = globalThis;
const charts = new Map();

const axis = extra => ({
  axisLine: { lineStyle: { color: colour('line') } },
  axisLabel: { color: colour('muted'), hideOverlap: true, formatter: v => tick(v) },
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

/** Draws, and draws again when the theme or the data change; make() gives an option of ECharts from the colours of the moment. */
export function draw(id, make) {
  const element = document.getElementById(id);
  if (!element) return;
  let entry = charts.get(id);
  if (!entry) {
    const chart = echarts.init(element, null, { renderer: 'canvas' });
    new ResizeObserver(() => chart.resize()).observe(element);
    entry = { chart, paint: () => {} };
    charts.set(id, entry);
    document.addEventListener('themechange', () => entry.paint());
  }
  entry.paint = () => {
    const option = make();
    for (const name of ['xAxis', 'yAxis']) option[name] = [option[name]].flat().map(a => axis(a));
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
  };
  entry.paint();
}
