// The Analyse page: the price chart with its buttons, past signals, the table beside the chart.
import { get } from './api.js';
import { PriceChart } from './prices.js';
import { onOpenOf } from './tables.js';
import { announce, compact, day, make, many, number, table, word } from './words.js';

const box = document.getElementById('prices');
const { ticker, from = '', barsAt, asOf } = box.dataset;
const name = encodeURIComponent(ticker);

const pressed = button => button.getAttribute('aria-pressed') === 'true';

/** Keeps what is shown in the address, so that a reload, another language or a link shows it again. */
function keep() {
  const address = new URL(location.href);
  address.searchParams.set('ticker', ticker);
  address.searchParams.set('range', [...document.querySelectorAll('[data-bars]')].find(pressed).dataset.name);
  address.searchParams.set('lines', [...document.querySelectorAll('[data-line]')].filter(pressed).map(b => b.dataset.line).join());
  history.replaceState(null, '', address);
}
document.querySelector('form.search').addEventListener('submit', event => {
  for (const field of ['range', 'lines']) {
    const value = new URL(location.href).searchParams.get(field);
    if (value !== null) event.target.append(make('input', null, { type: 'hidden', name: field, value }));
  }
  const when = event.target.querySelector('[name="as_of"]');
  if (when.value === '') when.disabled = true; // an address without an empty day
});

function wire(chart) {
  const ranges = [...document.querySelectorAll('[data-bars]')];
  let whole = from === '';
  for (const button of ranges) {
    button.addEventListener('click', async () => {
      for (const other of ranges) other.setAttribute('aria-pressed', String(other === button));
      keep();
      const bars = Number(button.dataset.bars);
      if (bars === 0 && !whole) {
        box.setAttribute('aria-busy', 'true');
        try {
          chart.replace(await get(`/api/v7/bars?ticker=${name}`));
          whole = true;
        } catch (error) {
          announce(error.message);
        }
        box.removeAttribute('aria-busy');
      }
      chart.last(bars);
      box.dataset.first = chart.bars.dates[0];
      box.dispatchEvent(new Event('morebars'));
    });
  }
  chart.last(Number(ranges.find(pressed).dataset.bars));
  box.dataset.first = chart.bars.dates[0];
  for (const button of document.querySelectorAll('[data-line]')) {
    if (pressed(button)) chart.toggle(button.dataset.line, true);
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(!pressed(button)));
      keep();
      chart.toggle(button.dataset.line, pressed(button));
    });
  }
}

function tableOf(chart, signals) {
  const said = new Map(signals.map(s => [s.as_of, s.signal]));
  onOpenOf('prices', () => {
    const { bars } = chart;
    const newest = [...bars.dates.keys()].slice(-120).reverse();
    return table(
      [word('day'), word('open'), word('high'), word('low'), word('close'), word('volume'), word('signal')],
      newest.map(i => [
        day(bars.dates[i]),
        number(bars.open[i], 2),
        number(bars.high[i], 2),
        number(bars.low[i], 2),
        number(bars.close[i], 2),
        compact(bars.volume[i]),
        said.has(bars.dates[i]) ? word('signal-' + said.get(bars.dates[i])) : '',
      ]),
    );
  });
}

try {
  const chart = new PriceChart(box, document.getElementById('prices-legend'), await get(barsAt), asOf);
  wire(chart);
  performance.mark('ploutos-interactive');
  const signals = await get(`/api/v7/signals?ticker=${name}&limit=1000`);
  chart.mark(signals);
  const backtest = new URL(location.href).searchParams.get('backtest');
  if (backtest) {
    const trades = await get(`/api/v7/backtests/${encodeURIComponent(backtest)}/trades?ticker=${name}&limit=1000`);
    chart.trade(trades);
    box.dataset.trades = trades.length;
  }
  const tellMarkers = () => {
    const shown = signals.filter(s => s.as_of >= chart.bars.dates[0]).length;
    document.getElementById('prices-markers').textContent = shown ? many('markers', shown) : word('no-markers');
  };
  tellMarkers();
  box.addEventListener('morebars', tellMarkers);
  tableOf(chart, signals);
} catch (error) {
  box.replaceChildren(make('p', error.message, { class: 'note bad', role: 'alert' }));
}
