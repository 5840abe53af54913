// The Analyse page: the price chart with its buttons, past signals, the table beside the chart.
import { get } from './api.js';
import { PriceChart } from './prices.js';
import { compact, day, make, number, table, word } from './words.js';

const box = document.getElementById('prices');
const { ticker, from } = box.dataset;
const name = encodeURIComponent(ticker);

const pressed = button => button.getAttribute('aria-pressed') === 'true';

function wire(chart) {
  const ranges = [...document.querySelectorAll('[data-bars]')];
  for (const button of ranges) {
    button.addEventListener('click', () => {
      for (const other of ranges) other.setAttribute('aria-pressed', String(other === button));
      chart.last(Number(button.dataset.bars));
    });
  }
  chart.last(Number(ranges.find(pressed).dataset.bars));
  for (const button of document.querySelectorAll('[data-line]')) {
    if (pressed(button)) chart.toggle(button.dataset.line, true);
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(!pressed(button)));
      chart.toggle(button.dataset.line, pressed(button));
    });
  }
}

function tableOf(bars, signals) {
  const details = document.querySelector('[data-table="prices"]');
  const said = new Map(signals.map(s => [s.as_of, s.signal]));
  details.addEventListener('toggle', () => {
    const into = details.querySelector('div');
    if (!details.open || into.firstChild) return;
    const newest = [...bars.dates.keys()].slice(-120).reverse();
    into.append(
      table(
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
      ),
    );
  });
}

try {
  const bars = await get(`/api/v7/bars?ticker=${name}&from=${from}`);
  const chart = new PriceChart(box, document.getElementById('prices-legend'), bars);
  wire(chart);
  performance.mark('ploutos-interactive');
  const signals = (await get(`/api/v7/signals?ticker=${name}&limit=1000`)).filter(s => s.as_of >= from);
  chart.mark(signals);
  document.getElementById('prices-markers').textContent = signals.length ? word('markers', signals.length) : word('no-markers');
  tableOf(bars, signals);
} catch (error) {
  box.replaceChildren(make('p', error.message, { class: 'note bad', role: 'alert' }));
}
