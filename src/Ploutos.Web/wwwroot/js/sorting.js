// Tables whose headers bear data-sort sort by a click or by Enter: by each cell's data-value, else by its text.
import { announce, word } from './words.js';

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function value(row, column) {
  const cell = row.cells[column];
  const given = cell?.dataset.value;
  if (given === undefined) return cell?.textContent.trim() ?? '';
  return given === '' ? null : Number(given);
}

/** Sorts a table by one of its headers; what has no value comes last either way. */
export function sort(header, direction) {
  const table = header.closest('table');
  const column = header.cellIndex;
  const sign = direction === 'descending' ? -1 : 1;
  for (const other of table.querySelectorAll('th[aria-sort]')) other.setAttribute('aria-sort', other === header ? direction : 'none');
  const rows = [...table.tBodies[0].rows].map(row => ({ row, key: value(row, column) }));
  rows.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
    return sign * (typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : collator.compare(a.key, b.key));
  });
  table.tBodies[0].append(...rows.map(r => r.row));
}

document.addEventListener('click', event => {
  const header = event.target.closest('th[aria-sort] button')?.closest('th');
  if (!header || header.closest('table').dataset.sorts === 'server') return;
  const direction =
    header.getAttribute('aria-sort') === 'descending'
      ? 'ascending'
      : header.getAttribute('aria-sort') === 'ascending'
        ? 'descending'
        : (header.dataset.first ?? 'ascending');
  sort(header, direction);
  announce(word('sorted-' + direction, header.textContent.trim()));
});
