// Forecast risk against what came: the part of a ticker's page comes after the page.
import { LineSeries, createChart } from '../vendor/lightweight-charts/lightweight-charts.standalone.production.mjs';
import { colour, withTheme } from './colours.js';
import { options, zoomWithCtrl } from './prices.js';
import { onOpenOf } from './tables.js';
import { day, percent, table, word } from './words.js';

function draw(box) {
  const past = JSON.parse(document.getElementById('risk-data').textContent),
    legend = document.getElementById('risk-legend');
  const chart = createChart(box, options());
  zoomWithCtrl(box, chart);
  const format = { priceFormat: { type: 'custom', formatter: v => percent(v, 0), minMove: 0.001 }, priceLineVisible: false };
  const line = style => chart.addSeries(LineSeries, { ...format, lastValueVisible: false, crosshairMarkerVisible: false, ...style });
  const [low, high, forecast, came] = [
    line({ lineWidth: 1, lineStyle: 2 }),
    line({ lineWidth: 1, lineStyle: 2 }),
    line({ lineWidth: 3 }),
    line({ lineWidth: 2 }),
  ];
  const points = (values, tone) => past.days.map((time, i) => ({ time, value: values[i] ?? undefined, ...(tone && { color: tone(time) }) }));
  withTheme(() => {
    chart.applyOptions(options());
    for (const series of [low, high]) series.applyOptions({ color: colour('muted') });
    low.setData(points(past.low));
    high.setData(points(past.high));
    // Up to the last day that the model was fitted on it knew what came: the line is pale there.
    forecast.setData(points(past.volatility, time => colour('accent', time > past.fitted_to ? 1 : 0.35)));
    came.applyOptions({ color: colour('down') });
    came.setData(points(past.realised));
  });
  const tell = index => {
    const i = Math.min(Math.max(Math.round(index), 0), past.days.length - 1);
    legend.textContent =
      `${day(past.days[i])}   ━ ${word('forecast')} ${percent(past.volatility[i])} ` +
      `[${percent(past.low[i])}; ${percent(past.high[i])}]   ─ ${word('came')} ${percent(past.realised[i])}`;
  };
  chart.subscribeCrosshairMove(move => tell(move.logical ?? past.days.length - 1));
  tell(past.days.length - 1);
  chart.timeScale().fitContent();
  onOpenOf('risk', () =>
    table(
      [word('day'), word('forecast'), '80 % ↓', '80 % ↑', word('came')],
      [...past.days.keys()]
        .reverse()
        .map(i => [
          day(past.days[i]),
          percent(past.volatility[i]),
          percent(past.low[i]),
          percent(past.high[i]),
          percent(past.realised[i]),
        ]),
    ),
  );
}

function look() {
  const box = document.getElementById('risk-chart');
  if (box && !box.firstChild) draw(box);
}
document.addEventListener('filled', look);
look();
