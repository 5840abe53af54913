// Words and formats in the reader's language. The words lie in the page as one JSON block.
const words = JSON.parse(document.getElementById('words').textContent);
const language = document.documentElement.lang;
const none = '–';

/** The word of a name, with {0}, {1} ... filled in. */
export const word = (name, ...values) => (words[name] ?? name).replace(/\{(\d)\}/g, (_, i) => values[i]);

/** Whether there is such a word. */
export const has = name => name in words;

const plural = new Intl.PluralRules(language);
/** The word for a count, which is {0}: name.one or name.many. */
export const many = (name, count, ...values) =>
  word(`${name}.${plural.select(count) === 'one' ? 'one' : 'many'}`, number(count, 0), ...values);

const formats = new Map();
const formatter = (key, options) => {
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(language, options));
  return formats.get(key);
};
const finite = value => typeof value === 'number' && Number.isFinite(value);

export const number = (value, digits = 3) =>
  finite(value) ? formatter('n' + digits, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value) : none;
export const percent = (value, digits = 1) =>
  finite(value)
    ? formatter('p' + digits, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
    : none;
export const compact = value => (finite(value) ? formatter('c', { notation: 'compact', maximumFractionDigits: 1 }).format(value) : none);
export const setting = value => (finite(value) ? formatter('s', { maximumSignificantDigits: 4 }).format(value) : String(value ?? none));

const dayFormat =
  language === 'en' ? null : new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' });
/** A day, given as 2026-11-22. */
export const day = text => (text ? (dayFormat ? dayFormat.format(new Date(text + 'T00:00:00Z')) : text) : none);

/** Says something to those who listen instead of looking. */
export const announce = text => {
  document.getElementById('live').textContent = text;
};

/** An element with text and attributes; text is never read as HTML. */
export const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

/** A table with a header row; columns after the first are numbers. */
export const table = (head, rows) => {
  const result = make('table');
  const top = result.createTHead().insertRow();
  head.forEach((text, i) => top.append(make('th', text, i ? { scope: 'col', class: 'num' } : { scope: 'col' })));
  const body = result.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    cells.forEach((text, i) => row.append(make(i ? 'td' : 'th', text, i ? { class: 'num' } : { scope: 'row' })));
  }
  return result;
};
