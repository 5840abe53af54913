// The watchlist: filters, and rows that follow the store and the models. Sorting is site-wide (sorting.js).
import { part } from './api.js';
import { onChange } from './live.js';
import { sort } from './sorting.js';
import { announce, many, word } from './words.js';

const table = document.getElementById('watchlist');
const text = document.getElementById('filter');
const signal = document.getElementById('signal');
const count = document.getElementById('shown');

function filter() {
  const wanted = text.value.trim().toUpperCase();
  let shown = 0;
  for (const row of table.tBodies[0].rows) {
    row.hidden = !row.dataset.ticker.includes(wanted) || (signal.value !== '' && row.dataset.side !== signal.value);
    shown += row.hidden ? 0 : 1;
  }
  count.textContent = many('shown', table.tBodies[0].rows.length, shown);
}

async function refresh() {
  const focused = document.activeElement?.closest('#watchlist tr')?.dataset.ticker;
  table.tBodies[0].innerHTML = await part('/watchlist?handler=Rows');
  const sorted = table.querySelector('th[aria-sort="ascending"], th[aria-sort="descending"]');
  if (sorted) sort(sorted, sorted.getAttribute('aria-sort'));
  filter();
  if (focused) table.querySelector(`tr[data-ticker="${CSS.escape(focused)}"] a`)?.focus();
  announce(word('updated'));
}

text.addEventListener('input', filter);
signal.addEventListener('change', filter);
onChange(['data', 'models'], () => refresh().catch(error => announce(error.message)));
filter();
