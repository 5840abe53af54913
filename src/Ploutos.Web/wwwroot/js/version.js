// A version of a model: its curves, once the server has made them.
import { draw } from './charts.js';
import { reliability, roc } from './forecast-charts.js';

document.addEventListener('filled', () => {
  const data = document.getElementById('diagnosis-data');
  if (!data || data.dataset.drawn) return;
  data.dataset.drawn = 'true';
  const versions = JSON.parse(data.textContent);
  draw('roc', () => roc(versions));
  draw('reliability', () => reliability(versions));
});
