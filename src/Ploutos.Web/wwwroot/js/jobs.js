// Long work: forms that start a job, and panels that show it, with a button that stops it. The job belongs to the server: leaving the page
// does not end it, and coming back shows it again.
import { call, get } from './api.js';
import './live.js';
import { fault as told, progress, title } from './said.js';
import { announce, make, percent, word } from './words.js';

const tones = { running: '', succeeded: 'good', failed: 'bad', cancelled: 'warn', interrupted: 'warn' };
const panels = new Map([...document.querySelectorAll('[data-job]')].map(element => [element.dataset.job, new Panel(element)]));

function Panel(element) {
  const find = name => element.querySelector(`[data-job-${name}]`);
  const bar = element.querySelector('progress');
  let shown = null,
    text = null;

  find('cancel').addEventListener('click', async () => {
    find('cancel').disabled = true;
    try {
      await call('DELETE', `/api/v7/jobs/${shown.id}`);
      announce(word('job-cancelling'));
    } catch (error) {
      find('cancel').disabled = false;
      find('text').textContent = error.message;
    }
  });

  this.show = job => {
    const isNew = shown?.id !== job.id,
      was = shown?.state;
    shown = job;
    element.hidden = false;
    element.dataset.state = job.state;
    find('title').textContent = `${word('job-' + job.kind)}: ${title(job)}`;
    find('state').textContent = word('job-' + job.state);
    find('state').className = 'chip ' + tones[job.state];
    const running = job.state === 'running',
      fraction = job.progress?.fraction;
    bar.hidden = !running;
    if (typeof fraction === 'number') bar.value = fraction;
    else bar.removeAttribute('value');
    find('share').textContent = running && typeof fraction === 'number' ? percent(fraction, 0) : '';
    const now = progress(job);
    if (job.error) find('text').replaceChildren(...told({ detail: job.error, kind: job.fault, remedies: job.remedies }));
    else find('text').textContent = running ? now.text : word('job-end-' + job.state);
    find('text').lang = running ? now.lang : document.documentElement.lang;
    find('cancel').hidden = !running;
    if (isNew) {
      find('cancel').disabled = false;
      find('log').replaceChildren();
      text = null;
    }
    if (now.text && now.text !== text) {
      text = now.text;
      find('log').append(make('div', text, { lang: now.lang }));
      find('log').scrollTop = find('log').scrollHeight;
    }
    for (const button of document.querySelectorAll(`form[data-kind="${job.kind}"] button.main`)) button.disabled = running;
    if (isNew && running) announce(word('job-started'));
    if (was === 'running' && !running) {
      announce(`${word('job-' + job.kind)}: ${word('job-' + job.state)}`);
      document.dispatchEvent(new CustomEvent('jobend', { detail: job }));
    }
  };
}

function body(form) {
  const result = {};
  for (const [name, text] of new FormData(form)) {
    const as = form.querySelector(`[name="${name}"]`).dataset.as ?? 'text';
    const value = String(text).trim();
    if (value === '') continue;
    if (as === 'list') result[name] = value.split(/[\s,;]+/).filter(Boolean);
    else if (as === 'choices') (result[name] ??= []).push(value);
    else if (as === 'number') result[name] = Number(value);
    else if (as === 'share') result[name] = Number(value) / 100;
    else if (as === 'flag') result[name] = true;
    else result[name] = value;
  }
  return result;
}

/** Starts the job of a form; a form whose page does not show its jobs leads to the one that does. */
async function start(form) {
  const fault = form.querySelector('[data-fault]'),
    button = form.querySelector('button'),
    panel = panels.get(form.dataset.kind);
  fault.hidden = true;
  button.disabled = true;
  try {
    const job = await call('POST', form.dataset.start, body(form));
    document.dispatchEvent(new CustomEvent('jobstart', { detail: job }));
    panel?.show(job);
    if (form.dataset.then) location.assign(form.dataset.then);
  } catch (error) {
    fault.hidden = false;
    const { fault: kind, code, remedies } = error.problem ?? {};
    const sentence = make('span');
    sentence.append(...(error.problem ? told({ detail: error.message, kind: kind ?? code, remedies }) : [error.message]));
    fault.replaceChildren(sentence);
    if (error.problem?.job && panel) panel.show(await get(`/api/v7/jobs/${error.problem.job}`));
    else button.disabled = false;
  }
}

// A part of the page that was made again has new forms.
document.addEventListener('submit', event => {
  if (!event.target.matches('form[data-start]')) return;
  event.preventDefault();
  start(event.target);
});

document.addEventListener('job', event => panels.get(event.detail.kind)?.show(event.detail));
// A page that was made again because a job ended still shows how it ended.
const lately = Date.now() - 60_000;
for (const job of (await get('/api/v7/jobs')).reverse()) {
  if (job.state === 'running' || Date.parse(job.ended_at) > lately) panels.get(job.kind)?.show(job);
}
