// The Models page: the calibration curve, and training as a job.
import './jobs.js';
import { percent, word } from './words.js';

const data = document.getElementById('calibration-data');
if (data) {
  const forecasters = JSON.parse(data.textContent);
  const [{ draw }, { colour }] = await Promise.all([import('./charts.js'), import('./colours.js')]);
  // Bins that hold next to nothing (ties leave some) would only draw spikes; the table beside the chart has them all.
  for (const f of forecasters) {
    const total = f.bins.reduce((sum, bin) => sum + bin[2], 0);
    f.bins = f.bins.filter(bin => bin[2] >= 0.02 * total);
  }
  const all = forecasters.flatMap(f => f.bins.flatMap(bin => bin.slice(0, 2)));
  const low = Math.max(0, Math.floor((Math.min(...all) - 0.01) * 20) / 20),
    high = Math.min(1, Math.ceil((Math.max(...all) + 0.01) * 20) / 20);
  const symbols = ['circle', 'triangle', 'diamond'],
    tones = ['accent', 'down', 'high'];
  const axis = name => ({
    type: 'value',
    name,
    min: low,
    max: high,
    nameLocation: 'middle',
    axisLabel: { color: colour('muted'), formatter: v => percent(v, 0), showMinLabel: false, showMaxLabel: false },
  });
  draw('calibration', () => ({
    legend: { data: forecasters.map(f => f.name) },
    xAxis: { ...axis(word('said')), nameGap: 28 },
    yAxis: { ...axis(word('came')), nameGap: 44 },
    grid: { left: 30, right: 18, top: 34, bottom: 34, containLabel: true },
    tooltip: {
      trigger: 'item',
      formatter: p => `${p.seriesName}\n${word('said')} ${percent(p.value[0])}, ${word('came')} ${percent(p.value[1])}`,
    },
    series: [
      {
        name: word('ideal'),
        type: 'line',
        symbol: 'none',
        silent: true,
        data: [
          [low, low],
          [high, high],
        ],
        lineStyle: { color: colour('muted'), type: 'dashed', width: 1 },
      },
      ...forecasters.map((f, i) => ({
        name: f.name,
        type: 'line',
        data: f.bins,
        symbol: symbols[i],
        symbolSize: 8,
        lineStyle: { width: i === 0 ? 2.5 : 1.5, color: colour(tones[i]) },
        itemStyle: { color: colour(tones[i]) },
      })),
    ],
  }));
}

document.addEventListener('jobend', event => {
  if (['train', 'evaluate'].includes(event.detail.kind) && event.detail.state === 'succeeded') location.reload();
});
