'use strict';
// The evidence page: sections are made once as text and tables, their charts each time that theme, width or paper change.
const evidence = (() => {
  const { make, byId, draw } = page;
  const drawings = [];

  const number = (v, digits = 2) => v === null || v === undefined || !Number.isFinite(v) ? '–' : v.toFixed(digits).replace('-', '−');
  const percent = (v, digits = 1) => v === null || v === undefined || !Number.isFinite(v) ? '–' : (100 * v).toFixed(digits).replace('-', '−') + ' %';
  const signed = (v, digits = 3) => v === null || v === undefined || !Number.isFinite(v) ? '–' : (v > 0 ? '+' : '') + number(v, digits);

  // A cell is text, or a value with its interval below it.
  function table(heads, rows, caption) {
    const element = make('table', null, 'first'), head = make('tr');
    if (caption) element.append(make('caption', caption));
    heads.forEach(h => { const cell = make('th', h); cell.scope = 'col'; head.append(cell); });
    element.append(make('thead'), make('tbody'));
    element.tHead.append(head);
    for (const row of rows) {
      const line = make('tr');
      for (const cell of row) {
        const td = make('td', Array.isArray(cell) ? cell[0] : cell);
        if (Array.isArray(cell) && cell[1]) td.append(make('small', cell[1]));
        line.append(td);
      }
      element.tBodies[0].append(line);
    }
    const box = make('div', null, 'scroll');
    box.append(element);
    return box;
  }

  function section(parent, title, note) {
    const box = make('section');
    box.append(make('h2', title));
    if (note) box.append(make('p', note, 'note'));
    parent.append(box);
    return box;
  }

  // A chart with its meaning in words, and its figures as a table for whoever cannot see it.
  function chart(parent, label, option, tabular, height) {
    const figure = make('figure'), element = make('div', null, 'chart');
    if (height) element.style.height = typeof height === 'function' ? '' : height + 'px';
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', label);
    figure.append(element);
    if (tabular) {
      const details = make('details');
      details.append(make('summary', 'As a table'), tabular());
      figure.append(details);
    }
    parent.append(figure);
    drawings.push(() => {
      if (typeof height === 'function') element.style.height = height() + 'px';
      draw(element, option());
    });
  }

  const pair = parent => { const box = make('div', null, 'pair'); parent.append(box); return box; };

  function facts(parent, items) {
    const box = make('div', null, 'facts');
    for (const [value, label] of items) {
      const fact = make('div', null, 'fact');
      fact.append(make('b', value), make('span', label));
      box.append(fact);
    }
    parent.append(box);
  }

  function notes(parent, texts) {
    if (!texts.length) return;
    const list = make('ul', null, 'notes');
    texts.forEach(t => list.append(make('li', t)));
    parent.append(list);
  }

  function definitions(parent, items) {
    const list = make('dl');
    for (const [name, value] of items) list.append(make('dt', name), make('dd', value));
    parent.append(list);
  }

  function simulated() {
    byId('simulated').append(make('div', 'SIMULATED: made from a simulated market. It says nothing about any real stock.', 'simulated'));
  }

  return { number, percent, signed, table, section, chart, pair, facts, notes, definitions, simulated, drawings };
})();
