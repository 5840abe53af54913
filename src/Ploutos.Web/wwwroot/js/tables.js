// Tables beside charts: made when a reader first opens them.
import { make, table } from './words.js';

/** Fills a details element when it is first opened; what goes wrong is said in its place, and tried again at the next opening. */
export function onOpen(details, rows) {
  details?.addEventListener('toggle', async () => {
    const into = details.querySelector('div');
    if (!details.open || into.querySelector('table')) return;
    try {
      into.replaceChildren(await rows());
    } catch (error) {
      into.replaceChildren(make('p', error.message, { class: 'note bad', role: 'alert' }));
    }
  });
}

/** The same for the table of a name. */
export const onOpenOf = (name, rows) => onOpen(document.querySelector(`[data-table="${name}"]`), rows);

/** A table in small letters; a wide one scrolls within itself. */
export function small(heads, rows, isWide) {
  const made = table(heads, rows);
  made.className = 'small fold';
  if (isWide) made.dataset.wide = '';
  return made;
}
