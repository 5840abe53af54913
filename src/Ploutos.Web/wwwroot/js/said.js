// What the server tells, in the reader's language. Its own sentences are English; other readers get words of the same meaning where there are
// some, and its sentence, marked as English, where there are none or as the exact detail.
import { day, has, make, many, number, word } from './words.js';

const english = document.documentElement.lang === 'en';

const named = ['expert-', 'baseline.', 'proof.check.'];

/** A value of the server's in the reader's form: a name that has words, a figure, a day. */
function value(text) {
  const of = named.find(prefix => has(prefix + text));
  if (of) return word(of + text);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return day(text);
  return /^-?\d+\.\d+$/.test(text) ? number(Number(text), text.split('.')[1].length) : text;
}

/** What a job does: text and its language. */
export function progress(job) {
  const { text = '', said } = job.progress ?? {};
  return !english && said && has('progress-' + said.name)
    ? { text: word('progress-' + said.name, ...said.values.map(value)), lang: document.documentElement.lang }
    : { text, lang: 'en' };
}

const experts = ['momentum', 'reversion', 'volatility'];

/** What a job works on, in a line. */
export function title(job) {
  const { kind, request } = job;
  if (english) return job.title;
  if (kind === 'demo') return word('simulated-market');
  if (!request) return job.title;
  const parts = [];
  if (kind === 'import') parts.push(request.file);
  if (['optimize', 'train', 'evaluate', 'prove'].includes(kind)) parts.push(...(request.experts ?? experts).map(value));
  if (kind === 'optimize' && request.trials) parts.push(many('trials', request.trials));
  if (kind === 'backtest') parts.push(word(request.direction ?? 'long-only'));
  if (request.tickers) parts.push(request.tickers.length <= 5 ? request.tickers.join(', ') : many('tickers', request.tickers.length));
  else if (kind === 'fetch') parts.push(word('stored-tickers'));
  return parts.join(', ');
}

/** Why something failed, and what to do: parts of a paragraph. */
export function fault({ detail, kind, remedies }) {
  const own = !english && kind && has('fault-' + kind);
  const sentences = (remedies ?? [])
    .filter(r => has('remedy-' + r.kind))
    .map(r => word('remedy-' + r.kind, r.ticker ?? r.universe ?? r.name ?? ''));
  return own
    ? [make('span', [word('fault-' + kind), ...sentences].join(' ')), make('br'), make('span', detail, { lang: 'en', class: 'small' })]
    : [make('span', detail, { lang: 'en' }), make('span', sentences.map(s => ' ' + s).join(''))];
}
