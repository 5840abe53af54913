// The watchlist: the server filters, sorts and cuts it into pages; it follows the store and the models while it is open.
import { part } from './api.js';
import { onChange } from './live.js';
import { announce, word } from './words.js';

const into = document.getElementById('watchlist-part');
const form = document.querySelector('[data-watchlist]');
let page = 1,
  asked = 0;

async function show(news) {
  const mine = ++asked,
    query = new URLSearchParams(new FormData(form));
  query.set('number', page);
  const focused = document.activeElement?.closest('#watchlist tr')?.dataset.ticker,
    sorted = document.activeElement?.closest('#watchlist th')?.cellIndex;
  const table = await part('/watchlist?handler=Rows&' + query);
  if (mine !== asked) return; // another question came meanwhile
  into.innerHTML = table;
  if (focused) into.querySelector(`tr[data-ticker="${CSS.escape(focused)}"] a`)?.focus();
  if (sorted !== undefined) into.querySelectorAll('thead th')[sorted].querySelector('button')?.focus();
  for (const [name, value] of [...query]) if (value === '' || value === '1') query.delete(name);
  history.replaceState(null, '', '/watchlist' + (query.size ? '?' + query : ''));
  if (news) announce(word('updated'));
}
const refresh = news => show(news).catch(error => announce(error.message));

form.addEventListener('input', () => {
  page = 1;
  refresh();
});
form.addEventListener('submit', event => event.preventDefault());
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
