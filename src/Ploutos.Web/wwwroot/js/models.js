// The Models page: the calibration curve, and training as a job.
import { get } from './api.js';
import './jobs.js';

const data = document.getElementById('calibration-data');
if (data) {
  const [{ draw }, { reliability }] = await Promise.all([import('./charts.js'), import('./forecast-charts.js')]);
  draw('calibration', () => reliability(JSON.parse(data.textContent)));
}

document.addEventListener('jobend', event => {
  if (['train', 'evaluate', 'prove'].includes(event.detail.kind) && event.detail.state === 'succeeded') location.reload();
});
// A training is drawn while it runs, and a while longer where the page was made again because it ended.
const drawn = async job => {
  if (job.kind === 'train' && (job.state === 'running' || Date.parse(job.ended_at) > Date.now() - 60_000))
    (await import('./training.js')).follow(job);
};
document.addEventListener('job', event => drawn(event.detail));
const newest = (await get('/api/v7/jobs')).find(job => job.kind === 'train');
if (newest) await drawn(newest);
