// The Models page: the calibration curve, and training as a job.
import './jobs.js';
import { percent, word } from './words.js';

const data = document.getElementById('calibration-data');
if (data) {
  const forecasters = JSON.parse(data.textContent);
  const [{ draw }, { colour }] = await Promise.all([import('./charts.js'), import('./colours.js')]);
  const all = forecasters.flatMap(f => f.bins.flat());
  const low = Math.max(0, Math.min(...all) - 0.03), high = Math.min(1, Math.max(...all) + 0.03);
  const symbols = ['circle', 'triangle', 'diamond'];
  const axis = name => ({ type: 'value', name, min: low, max: high, nameLocation: 'middle', axisLabel: { color: colour('muted'), formatter: v => percent(v, 0) } });
  draw('calibration', () => ({
    legend: { data: forecasters.map(f => f.name) }, xAxis: { ...axis(word('said')), nameGap: 28 }, yAxis: { ...axis(word('came')), nameGap: 44 }, grid: { left: 30, right: 18, top: 34, bottom: 34, containLabel: true },
    tooltip: { trigger: 'item', formatter: p => `${p.seriesName}\n${word('said')} ${percent(p.value[0])}, ${word('came')} ${percent(p.value[1])}` },
    series: [
      { name: word('ideal'), type: 'line', symbol: 'none', silent: true, data: [[low, low], [high, high]], lineStyle: { color: colour('muted'), type: 'dashed', width: 1 } },
      ...forecasters.map((f, i) => ({ name: f.name, type: 'line', data: f.bins, symbol: symbols[i], symbolSize: 8, lineStyle: { width: i === 0 ? 2.5 : 1.5 } })),
    ],
  }));
}

document.addEventListener('jobend', event => {
  if (event.detail.kind === 'train' && event.detail.state === 'succeeded') location.reload();
});
