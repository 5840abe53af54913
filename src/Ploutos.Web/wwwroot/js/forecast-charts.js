// Forecasts against what came, as options of ECharts.
import { colour } from './colours.js';
import { percent, word } from './words.js';

const symbols = ['circle', 'triangle', 'diamond'],
  tones = ['accent', 'down', 'high'];

/** The calibration curves of forecasters: name, and bins of said, came and rows. */
export function reliability(given) {
  // Bins that hold next to nothing (ties leave some) would only draw spikes; the table beside the chart has them all.
  const forecasters = given.map(f => {
    const total = f.bins.reduce((sum, bin) => sum + bin[2], 0);
    return { ...f, bins: f.bins.filter(bin => bin[2] >= 0.02 * total) };
  });
  const all = forecasters.flatMap(f => f.bins.flatMap(bin => bin.slice(0, 2)));
  const low = Math.max(0, Math.floor((Math.min(...all) - 0.01) * 20) / 20),
    high = Math.min(1, Math.ceil((Math.max(...all) + 0.01) * 20) / 20);
  const axis = name => ({
    type: 'value',
    name,
    min: low,
    max: high,
    nameLocation: 'middle',
    axisLabel: { color: colour('muted'), formatter: v => percent(v, 0), showMinLabel: false, showMaxLabel: false },
  });
  return {
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
  };
}

/** ROC curves: name, and points of false and true positive rate. */
export function roc(forecasters) {
  const axis = name => ({ type: 'value', name, min: 0, max: 1, nameLocation: 'middle', axisLabel: { color: colour('muted'), formatter: v => percent(v, 0) } });
  return {
    legend: { data: forecasters.map(f => f.name) },
    grid: { left: 30, right: 18, top: 34, bottom: 34, containLabel: true },
    tooltip: { trigger: 'item', formatter: p => `${p.seriesName}\n${word('false-positives')} ${percent(p.value[0])}, ${word('true-positives')} ${percent(p.value[1])}` },
    xAxis: { ...axis(word('false-positives')), nameGap: 28 },
    yAxis: { ...axis(word('true-positives')), nameGap: 44 },
    series: [
      { name: word('chance'), type: 'line', symbol: 'none', silent: true, data: [[0, 0], [1, 1]], lineStyle: { color: colour('muted'), type: 'dashed', width: 1 } },
      ...forecasters.map((f, i) => ({
        name: f.name,
        type: 'line',
        data: f.roc,
        symbol: 'none',
        lineStyle: { width: i === 0 ? 2.5 : 1.5, color: colour(tones[i]) },
        itemStyle: { color: colour(tones[i]) },
      })),
    ],
  };
}
