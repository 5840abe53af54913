// The Backtests page: the account against its benchmark, with both drawdowns below; a backtest as a job.
import { colour, withTheme } from './colours.js';
import { part } from './api.js';
import './jobs.js';
import { announce, compact, day, number, percent, table, word } from './words.js';

const data = document.getElementById('account-data');

function monthly(series, names) {
  const details = document.querySelector('[data-table="account"]');
  details.addEventListener('toggle', () => {
    const into = details.querySelector('div');
    if (!details.open || into.firstChild) return;
    const ends = [...series.days.keys()].filter(i => series.days[i].slice(0, 7) !== series.days[i + 1]?.slice(0, 7)).reverse();
    into.append(
      table(
        [word('day'), names[0], names[1], '↓ ' + names[0], '↓ ' + names[1]],
        ends.map(i => [
          day(series.days[i]),
          number(series.equity[i], 0),
          number(series.benchmark[i], 0),
          percent(series.drawdown[i]),
          percent(series.benchmarkDrawdown[i]),
        ]),
      ),
    );
  });
}

async function account() {
  const box = document.getElementById('account'),
    legend = document.getElementById('account-legend');
  const [{ AreaSeries, LineSeries, createChart }, { options, zoomWithCtrl }] = await Promise.all([
    import('../vendor/lightweight-charts/lightweight-charts.standalone.production.mjs'),
    import('./prices.js'),
  ]);
  const series = JSON.parse(data.textContent),
    names = [box.dataset.strategy, box.dataset.benchmark];
  const chart = createChart(box, options());
  zoomWithCtrl(box, chart);
  const money = { priceFormat: { type: 'custom', formatter: compact, minMove: 1 }, priceLineVisible: false };
  const share = {
    priceFormat: { type: 'custom', formatter: v => percent(v, 0), minMove: 0.001 },
    priceLineVisible: false,
    lastValueVisible: false,
  };
  const add = (type, style, values, pane = 0) => {
    const line = chart.addSeries(type, style, pane);
    line.setData(series.days.map((time, i) => ({ time, value: values[i] })));
    return line;
  };
  const benchmark = add(LineSeries, { ...money, lineWidth: 2, lineStyle: 2 }, series.benchmark);
  const strategy = add(LineSeries, { ...money, lineWidth: 3 }, series.equity);
  const fallen = add(
    AreaSeries,
    { ...share, lineWidth: 1 },
    series.drawdown.map(v => -v),
    1,
  );
  const other = add(
    LineSeries,
    { ...share, lineWidth: 1, lineStyle: 2 },
    series.benchmarkDrawdown.map(v => -v),
    1,
  );
  chart.panes()[1].setHeight(100);
  withTheme(() => {
    chart.applyOptions(options());
    strategy.applyOptions({ color: colour('accent') });
    benchmark.applyOptions({ color: colour('muted') });
    fallen.applyOptions({
      lineColor: colour('down'),
      topColor: colour('down', 0.05),
      bottomColor: colour('down', 0.35),
      invertFilledArea: true,
    });
    other.applyOptions({ color: colour('muted') });
  });
  const tell = index => {
    const i = Math.min(Math.max(Math.round(index), 0), series.days.length - 1);
    const part = (sign, name, worth, fallen) => `   ${sign} ${name} ${number(worth[i], 0)} (${percent(-fallen[i])})`;
    legend.textContent =
      day(series.days[i]) +
      part('━', names[0], series.equity, series.drawdown) +
      part('┄', names[1], series.benchmark, series.benchmarkDrawdown);
  };
  chart.subscribeCrosshairMove(move => tell(move.logical ?? series.days.length - 1));
  tell(series.days.length - 1);
  chart.timeScale().fitContent();
  monthly(series, names);
}

/** Trades are filtered, sorted and cut into pages by the server. */
function trades(form) {
  const into = document.querySelector('[data-trades-into]');
  const show = async page => {
    const query = new URLSearchParams(new FormData(form));
    query.set('handler', 'Trades');
    query.set('id', form.dataset.trades);
    query.set('number', page);
    try {
      into.innerHTML = await part('/backtests?' + query);
    } catch (error) {
      announce(error.message);
    }
  };
  form.addEventListener('input', () => show(1));
  form.addEventListener('submit', event => {
    event.preventDefault();
    show(1);
  });
  into.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (button?.dataset.sort) {
      form.elements.sort.value = button.dataset.sort;
      show(1).then(() => into.querySelector(`[aria-sort]:not([aria-sort="none"]) button`)?.focus());
    } else if (button?.dataset.page) show(button.dataset.page);
  });
}

const filters = document.querySelector('form[data-trades]');
if (filters) trades(filters);
if (data) await account();
document.addEventListener('jobend', event => {
  if (event.detail.kind === 'backtest' && event.detail.state === 'succeeded') location.assign('/backtests');
});
