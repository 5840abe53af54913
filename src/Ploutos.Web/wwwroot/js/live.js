// The server's news for this page: one stream a tab, closed while nobody looks. Others listen to the document's events "status" and "job".
let stream = null;

function tell(type, event) {
  document.dispatchEvent(new CustomEvent(type, { detail: JSON.parse(event.data) }));
}

function follow() {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else if (!stream) {
    stream = new EventSource('/api/v7/events');
    stream.addEventListener('status', event => {
      tell('status', event);
      document.documentElement.dataset.live = 'on'; // from here on no change is missed
    });
    stream.addEventListener('job', event => tell('job', event));
  }
}

document.addEventListener('visibilitychange', follow);
addEventListener('pagehide', () => stream?.close());
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
