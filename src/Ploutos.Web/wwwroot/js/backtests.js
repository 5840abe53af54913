// The Backtests page: a backtest as a job, charts, trades in pages, print.
import { part } from './api.js';
import './jobs.js';
import { drawAll } from './near.js';
import { later, swap } from './swap.js';
import { announce } from './words.js';

/** Trades are filtered, sorted and cut into pages by the server. */
function trades(form) {
  const into = document.querySelector('[data-trades-into]');
  let asked = 0;
  const show = async page => {
    const mine = ++asked,
      query = new URLSearchParams(new FormData(form));
    query.set('handler', 'Trades');
    query.set('id', form.dataset.trades);
    query.set('number', page);
    try {
      const rows = await part('/backtests?' + query);
      if (mine === asked) swap(into, rows);
    } catch (error) {
      announce(error.message);
    }
  };
  form.addEventListener('input', event => later(event.target, () => show(1)));
  form.addEventListener('submit', event => {
    event.preventDefault();
    show(1);
  });
  into.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (button?.dataset.sort) {
      form.elements.sort.value = button.dataset.sort;
      show(1);
    } else if (button?.dataset.page) show(button.dataset.page);
  });
}

/** Two to four runs can be compared; the button says so by being there to press. */
function choice(form) {
  const button = form.querySelector('button[data-compare]'),
    boxes = [...form.querySelectorAll('input[name="id"]')];
  const count = () => {
    const ticked = boxes.filter(b => b.checked).length;
    button.disabled = ticked < 2;
    for (const b of boxes) b.disabled = !b.checked && ticked >= 4;
  };
  form.addEventListener('input', count);
  // An address with commas, which is short and can be told
  form.addEventListener('submit', event => {
    event.preventDefault();
    location.assign('/backtests?id=' + boxes.filter(b => b.checked).map(b => encodeURIComponent(b.value)).join());
  });
  count();
}

const filters = document.querySelector('form[data-trades]');
if (filters) trades(filters);
const runs = document.querySelector('form[data-runs]');
if (runs?.querySelector('[data-compare]')) choice(runs);
if (document.querySelector('[data-account]')) import('./account.js');
document.querySelector('[data-print]')?.addEventListener('click', async () => {
  await drawAll(); // paper waits for nothing
  print();
});
document.addEventListener('jobend', event => {
  if (event.detail.kind === 'backtest' && event.detail.state === 'succeeded') location.assign('/backtests');
});
