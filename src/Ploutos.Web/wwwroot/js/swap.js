// Parts of a page that the server makes again while a reader works in them.
const pause = 200; // ms between two letters of one word
let due = null;

/** What the reader stands on, as a way back to it in what takes its place. */
function place(into) {
  const on = document.activeElement;
  if (!into.contains(on)) return () => {};
  const ticker = on.closest('tr')?.dataset.ticker,
    sorted = on.closest('th[aria-sort]')?.cellIndex,
    turn = on.dataset.turn;
  return () => {
    const turns = turn ? [into.querySelector(`[data-turn="${turn}"]`), ...into.querySelectorAll('[data-turn]')] : [];
    const same =
      ticker !== undefined
        ? into.querySelector(`tr[data-ticker="${CSS.escape(ticker)}"] a`)
        : sorted !== undefined
          ? into.querySelectorAll('thead th')[sorted]?.querySelector('button')
          : turns.find(b => b && !b.disabled);
    (same ?? into.querySelector('[role="group"]'))?.focus();
  };
}

/** Puts HTML of the server in an element's place; the reader stays where he was. */
export function swap(into, html) {
  const back = place(into);
  into.innerHTML = html;
  back();
}

/** Calls back at once after a choice, and once the reader pauses after a letter. */
export function later(field, then) {
  clearTimeout(due);
  if (field.matches('input:not([type="hidden"], [type="checkbox"])')) due = setTimeout(then, pause);
  else then();
}
