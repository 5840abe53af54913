// The command palette: Ctrl-K opens it over any page; pages and stored tickers by their names.
import { get } from './api.js';
import { make, word } from './words.js';

const most = 12;
let tickers = null,
  dialog = null,
  shown = [],
  active = 0;

const folded = text =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase();

const pages = () => [...document.querySelectorAll('.tabs a')].map(a => ({ name: a.textContent.trim(), kind: word('page'), to: a.href }));

function found(text) {
  const wanted = folded(text.trim());
  const names = tickers ?? [];
  const begins = names.filter(t => t.startsWith(wanted)),
    holds = names.filter(t => !t.startsWith(wanted) && t.includes(wanted));
  const places = pages().filter(p => folded(p.name).includes(wanted));
  const stored = [...begins, ...holds].map(t => ({ name: t, kind: word('ticker'), to: '/analyse?ticker=' + encodeURIComponent(t) }));
  return (wanted === '' ? [...places, ...stored] : [...stored, ...places]).slice(0, most);
}

function point(index) {
  active = Math.max(0, Math.min(shown.length - 1, index));
  const options = [...dialog.querySelectorAll('[role="option"]')];
  options.forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
  const input = dialog.querySelector('input');
  if (options[active]) {
    input.setAttribute('aria-activedescendant', options[active].id);
    options[active].scrollIntoView({ block: 'nearest' });
  } else input.removeAttribute('aria-activedescendant');
}

function show() {
  const list = dialog.querySelector('ul');
  shown = found(dialog.querySelector('input').value);
  list.replaceChildren(
    ...shown.map((entry, i) => {
      const option = make('li', null, { role: 'option', id: `palette-${i}`, 'aria-selected': 'false' });
      option.append(make('span', entry.name), make('span', entry.kind, { class: 'small muted' }));
      option.addEventListener('click', () => go(i));
      return option;
    }),
  );
  dialog.querySelector('[role="status"]').textContent = shown.length ? '' : word('palette-none');
  point(0);
}

function go(index) {
  if (shown[index]) location.assign(shown[index].to);
}

function build() {
  dialog = make('dialog', null, { class: 'palette', 'aria-label': word('palette') });
  const input = make('input', null, {
    type: 'text',
    role: 'combobox',
    'aria-expanded': 'true',
    'aria-controls': 'palette-list',
    'aria-autocomplete': 'list',
    'aria-label': word('palette'),
    placeholder: word('palette-hint'),
    autocomplete: 'off',
    spellcheck: 'false',
  });
  input.addEventListener('input', show);
  input.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) point(active + step);
    else if (event.key === 'Enter') go(active);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  dialog.append(
    input,
    make('ul', null, { role: 'listbox', id: 'palette-list', 'aria-label': word('palette') }),
    make('p', '', { role: 'status', class: 'small muted' }),
  );
  document.body.append(dialog);
}

/** Opens it, or closes it where it is open. */
export async function toggle() {
  if (!dialog) build();
  if (dialog.open) {
    dialog.close();
    return;
  }
  dialog.querySelector('input').value = '';
  show();
  dialog.showModal();
  if (tickers) return;
  try {
    tickers = (await get('/api/v7/data')).map(s => s.ticker);
  } catch {
    tickers = []; // an empty workspace has pages alone
  }
  show();
}
