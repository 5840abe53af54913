// The server's news for this page: one stream a tab, closed while nobody looks. Others listen to the document's events "status" and "job".
// A server that is gone is noticed at once where its connection breaks, and after two missed signs of life where it falls silent.
import { announce, make, word } from './words.js';

const silence = 40_000,
  pause = 2_000;
let stream = null,
  heard = null,
  retry = null,
  bar = null;

function tell(type, event) {
  document.dispatchEvent(new CustomEvent(type, { detail: JSON.parse(event.data) }));
}

function alive() {
  clearTimeout(heard);
  heard = setTimeout(lose, silence);
  if (!bar) return;
  bar.remove();
  bar = null;
  announce(word('found'));
}

function close() {
  clearTimeout(heard);
  stream?.close();
  stream = null;
}

/** Says that the server is gone, and looks for it until it is back. */
function lose() {
  close();
  clearTimeout(retry);
  if (document.hidden) return;
  if (!bar) {
    const since = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'medium' }).format(new Date());
    bar = make('div', word('lost', since), { class: 'lost', role: 'alert', 'data-lost': '' });
    document.body.prepend(bar);
  }
  retry = setTimeout(look, pause);
}

async function look() {
  try {
    const answer = await fetch('/api/v7/status', { headers: { Accept: 'application/json' } });
    if (answer.status === 401) location.reload(); // the session ended with the server
    else if (answer.ok) follow();
    else lose();
  } catch {
    lose();
  }
}

function follow() {
  if (document.hidden) {
    clearTimeout(retry);
    close();
  } else if (!stream) {
    stream = new EventSource('/api/v7/events');
    heard = setTimeout(lose, silence);
    stream.addEventListener('open', alive);
    stream.addEventListener('error', lose);
    stream.addEventListener('heartbeat', alive);
    stream.addEventListener('status', event => {
      alive();
      tell('status', event);
      document.documentElement.dataset.live = 'on'; // from here on no change is missed
    });
    stream.addEventListener('job', event => {
      alive();
      tell('job', event);
    });
  }
}

document.addEventListener('visibilitychange', follow);
addEventListener('pagehide', () => {
  clearTimeout(retry);
  close();
});
addEventListener('pageshow', event => event.persisted && follow());
follow();

/** Calls back when one of the workspace's counters (data, models, studies, reports) has grown since the page was made. */
export function onChange(parts, then) {
  let seen = null;
  document.addEventListener('status', event => {
    const state = parts.map(p => event.detail.state[p]).join();
    if (seen !== null && seen !== state) then();
    seen = state;
  });
}
