// The charts of one backtest beside its benchmark, or of a few beside one another. The report draws with the same code.
import './account-charts.js';
import { get, once } from './api.js';
import { colour } from './colours.js';
import { whenNear } from './near.js';
import { onOpen, small } from './tables.js';
import { day, make as note, number, percent, word } from './words.js';

const box = document.querySelector('[data-account]'),
  ids = box.dataset.account.split(','),
  language = document.documentElement.lang;
const own = { second: 'down', third: 'high', fourth: 'hold' };
const monthName = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
const asGiven = extra => extra;
const make = globalThis.accountCharts({
  colour: name => colour(own[name] ?? name),
  word: name => word('chart-' + name),
  day,
  month: i => monthName.format(Date.UTC(2024, i, 15)),
  number,
  percent,
  axis: asGiven,
  tip: asGiven,
  legend: asGiven,
  narrow: () => innerWidth < 520,
  to: ticker => '/analyse?ticker=' + encodeURIComponent(ticker) + '&backtest=' + encodeURIComponent(ids[0]),
  zooms: true,
});

/** An account as the charts read it. */
const account = (a, name) => ({
  name,
  days: a.days,
  equity: a.equity,
  drawdown: a.drawdown,
  gross: a.gross,
  net: a.net,
  traded: a.traded,
  sessions: a.sessions,
  cashRate: a.cash_rate,
});

/** The accounts, asked for once: those compared, or the one and its benchmark. */
const accounts = once(() =>
  Promise.all(ids.map(id => get(`/api/v7/backtests/${encodeURIComponent(id)}/series`))).then(all =>
    all.length > 1
      ? { all, curves: all.map((a, i) => account(a, 'ABCD'[i])) }
      : {
          all,
          curves: [
            account(all[0], box.dataset.strategy),
            { ...account(all[0], box.dataset.benchmark), equity: all[0].benchmark, drawdown: all[0].benchmark_drawdown, dashed: true },
          ],
        },
  ),
);

const charts = {
  equity: ({ curves }) => make.equity(curves),
  drawdown: ({ curves }) => make.drawdown(curves),
  rolling: ({ curves }) => make.rolling(curves),
  distribution: ({ curves }) => make.distribution(curves),
  months: ({ curves }) => make.months(curves[0]),
  exposure: ({ curves }) => make.exposure(curves[0]),
  turnover: ({ curves }) => make.turnover(curves[0]),
  profit: ({ all }) => make.profit(all[0].by_ticker),
};

for (const element of box.querySelectorAll('[data-chart]')) {
  const name = element.dataset.chart,
    of = async () => charts[name](await accounts());
  whenNear(element, async () => {
    try {
      const made = await of();
      if (!made) {
        element.closest('section').hidden = true;
        return;
      }
      const { draw } = await import('./charts.js');
      if (made.height) element.style.height = made.height + 'px';
      draw(element.id, made.option);
    } catch (error) {
      element.replaceChildren(note('p', error.message, { class: 'note bad', role: 'alert' }));
    }
  });
  onOpen(element.parentElement.querySelector('details'), async () => {
    const { heads, rows } = (await of()).table();
    return small(heads, rows, true);
  });
}

box.addEventListener('click', async event => {
  const button = event.target.closest('[data-png]');
  if (!button) return;
  const { save } = await import('./charts.js');
  save('account-' + button.dataset.png, `backtest-${ids.join('-')}-${button.dataset.png}`);
});
