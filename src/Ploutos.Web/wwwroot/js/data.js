// The Data page: fetching as a job. When it is done the page shows what came.
import './jobs.js';

document.addEventListener('jobend', event => {
  if (event.detail.kind === 'fetch' && event.detail.state === 'succeeded') location.reload();
});
