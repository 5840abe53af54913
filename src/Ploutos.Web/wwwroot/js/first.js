// The first five minutes: when the demonstration is made, the page shows it.
import './jobs.js';

document.addEventListener('jobend', event => {
  if (event.detail.kind === 'demo' && event.detail.state === 'succeeded') location.assign('/');
});
