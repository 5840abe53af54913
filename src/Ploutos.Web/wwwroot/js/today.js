// Today: the page is made again when bars, models or jobs have changed, unless the reader is in the middle of it.
import { onChange } from './live.js';

const again = () => !document.querySelector('[data-first]') && scrollY < 40 && location.reload();
onChange(['data', 'models'], again);
const running = new Map();
document.addEventListener('job', event => {
  const { id, state } = event.detail;
  if (running.get(id) === 'running' && state !== 'running') again();
  running.set(id, state);
});

// The charts' code comes only where something is drawn, and once the page stands.
if (document.querySelector('[id^="track-"], [data-table="runs"]')) import('./track.js');
