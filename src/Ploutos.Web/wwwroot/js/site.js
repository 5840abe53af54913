// What every page does: theme, the search key, parts that are filled in after the first paint, tables that sort.
import { part } from './api.js';
import { make, word } from './words.js';
import './sorting.js';

const root = document.documentElement;

/** Tells charts that colours have changed. */
export const themeChanged = () => document.dispatchEvent(new CustomEvent('themechange'));

document.querySelector('[data-theme-switch]').addEventListener('submit', event => {
  const theme = event.submitter?.value;
  if (!theme) return;
  event.preventDefault();
  root.dataset.theme = theme;
  document.cookie = `ploutos.theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  for (const button of event.currentTarget.querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.value === theme));
  themeChanged();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', themeChanged);

// A page of the workspace hears of changes, and that the server is gone.
if (document.querySelector('.tabs')) import('./live.js');

document.querySelector('.tabs a[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

document.addEventListener('keydown', event => {
  if (event.key !== '/' || document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  const search = document.querySelector('[role="search"] input');
  if (search) {
    event.preventDefault();
    search.focus();
  }
});

// The command palette comes when it is first asked for.
if (document.querySelector('.tabs')) {
  const open = () => import('./palette.js').then(palette => palette.toggle());
  document.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.querySelector('[data-palette]')?.addEventListener('click', open);
}

// What a page wrote into its address is kept when the page is made again in another language.
document.addEventListener('submit', event => {
  const back = event.target.querySelector('input[name="back"]');
  if (back) back.value = location.pathname + location.search;
});

document.addEventListener('change', event => event.target.matches('select[data-submits]') && event.target.form.requestSubmit());

/** Fills a part of the page; a fault is shown in its place, with a way to try again. */
export async function fill(element) {
  const into = element.querySelector('[data-into]');
  try {
    into.innerHTML = await part(element.dataset.part);
    into.dispatchEvent(new CustomEvent('filled', { bubbles: true }));
  } catch (error) {
    const again = make('button', word('again'), { type: 'button', class: 'button small' });
    again.addEventListener('click', () => fill(element));
    into.replaceChildren(make('p', error.message, { class: 'note bad', role: 'alert' }), again);
  }
}
document.querySelectorAll('[data-part]').forEach(fill);
