// The watchlist: the server filters, sorts and cuts it into pages; it follows the store and the models while it is open.
import { part } from './api.js';
import { onChange } from './live.js';
import { later, swap } from './swap.js';
import { announce, word } from './words.js';

const into = document.getElementById('watchlist-part');
const form = document.querySelector('[data-watchlist]');
let page = Number(into.querySelector('[data-page-number]').dataset.pageNumber), // as the address says it
  asked = 0;

async function show(news) {
  const mine = ++asked,
    query = new URLSearchParams(new FormData(form));
  query.set('number', page);
  const table = await part('/watchlist?handler=Rows&' + query);
  if (mine !== asked) return; // another question came meanwhile
  swap(into, table);
  page = Number(into.querySelector('[data-page-number]').dataset.pageNumber);
  for (const [name, usual] of [['filter', ''], ['signal', ''], ['sort', 'ticker'], ['number', '1']])
    if (query.get(name) === usual) query.delete(name);
  history.replaceState(null, '', '/watchlist' + (query.size ? '?' + query : ''));
  announce([news ? word('updated') : '', document.getElementById('shown').textContent].join(' ').trim());
}
const refresh = news => show(news).catch(error => announce(error.message));

form.addEventListener('input', event => {
  page = 1;
  later(event.target, refresh);
});
form.addEventListener('submit', event => {
  event.preventDefault();
  refresh();
});
into.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (button?.dataset.sort) {
    form.elements.sort.value = button.dataset.sort;
    page = 1;
    refresh();
  } else if (button?.dataset.page) {
    page = Number(button.dataset.page);
    refresh();
  }
});
onChange(['data', 'models'], () => refresh(true));
