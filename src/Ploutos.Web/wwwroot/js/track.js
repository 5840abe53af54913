// The track record on Today: forecasts against what came, day by day, and the paper account against buy and hold.
import { get, once } from './api.js';
import { colour } from './colours.js';
import { whenNear } from './near.js';
import { onOpenOf as onOpen, small } from './tables.js';
import { day, number, percent, table, word } from './words.js';

const draw = async (...chart) => (await import('./charts.js')).draw(...chart);
const at = (ticker, date) => `/analyse?ticker=${encodeURIComponent(ticker)}&as_of=${date}`;
const record = once(() => get('/api/v7/live/track'));

const dated = (track, column) => track.days.map((date, i) => [date, column[i]]);
const plain = { symbol: 'none', animation: false };

function rolling(track) {
  const time = { type: 'time', splitLine: { show: false } };
  return () => ({
    grid: [
      { left: 8, right: 10, top: 26, height: '32%', containLabel: true },
      { left: 8, right: 10, bottom: 4, height: '42%', containLabel: true },
    ],
    legend: { data: [word('hit-rate'), word('base-rate')] },
    tooltip: {
      trigger: 'axis',
      formatter: points =>
        [
          day(points[0].axisValueLabel?.slice(0, 10)),
          ...points
            .filter(p => p.seriesName !== word('interval'))
            .map(p => `${p.seriesName} ${p.axisIndex === 0 ? percent(p.value[1]) : number(p.value[1])}`),
        ].join('\n'),
    },
    xAxis: [
      { ...time, gridIndex: 0, axisLabel: { show: false } },
      { ...time, gridIndex: 1 },
    ],
    yAxis: [
      { type: 'value', gridIndex: 0, scale: true, splitNumber: 2, min: v => Math.max(0, Math.floor(v.min * 10) / 10), max: v => Math.min(1, Math.ceil(v.max * 10) / 10), axisLabel: { color: colour('muted'), formatter: v => percent(v, 0) } },
      { type: 'value', gridIndex: 1, scale: true, splitNumber: 3 },
    ],
    series: [
      { ...plain, type: 'line', name: word('hit-rate'), data: dated(track, track.hit_rate), lineStyle: { width: 2 } },
      {
        ...plain,
        type: 'line',
        name: word('base-rate'),
        data: dated(track, track.base_hit_rate),
        lineStyle: { type: 'dashed', color: colour('muted') },
        itemStyle: { color: colour('muted') },
      },
      ...[track.gain_low, track.gain_high].map(column => ({
        ...plain,
        type: 'line',
        name: word('interval'),
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: dated(track, column),
        lineStyle: { width: 1, type: 'dotted', color: colour('muted') },
      })),
      {
        ...plain,
        type: 'line',
        name: word('loss-gain'),
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: dated(track, track.gain),
        lineStyle: { width: 2, color: colour('accent') },
        itemStyle: { color: colour('accent') },
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colour('edge') }, data: [{ yAxis: 0 }] },
      },
    ],
  });
}

for (const box of document.querySelectorAll('[data-track]')) {
  const of = async () => (await record()).experts.find(e => e.expert === box.dataset.track);
  whenNear(box, async () => {
    const track = await of();
    if (track) draw(box.id, rolling(track));
    else box.hidden = true;
  });
  onOpen(box.id, async () => {
    const track = await of();
    const rows = small(
      [word('day'), word('hit-rate'), word('base-rate'), word('loss-gain'), word('interval')],
      [...(track?.days ?? []).keys()]
        .reverse()
        .map(i => [
          day(track.days[i]),
          percent(track.hit_rate[i]),
          percent(track.base_hit_rate[i]),
          number(track.gain[i]),
          `[${number(track.gain_low[i])}; ${number(track.gain_high[i])}]`,
        ]),
      true,
    );
    // Its card is a third of the page: headers and intervals may break
    for (const cell of rows.querySelectorAll('td:last-child')) cell.classList.add('wrap');
    return rows;
  });
}

function scatter(points) {
  const all = points.flatMap(p => [p.forecast, p.realised]),
    range = { min: Math.min(...all), max: Math.max(...all) };
  const axis = name => ({
    type: 'log',
    name,
    nameLocation: 'middle',
    ...range,
    axisLabel: { color: colour('muted'), formatter: v => percent(v, 0) },
  });
  return () => ({
    tooltip: {
      formatter: p =>
        p.data?.ticker
          ? `${p.data.ticker} ${day(p.data.as_of)}\n${word('forecast')} ${percent(p.value[0])}\n${word('came')} ${percent(p.value[1])}`
          : '',
    },
    xAxis: { ...axis(word('forecast')), nameGap: 24 },
    yAxis: { ...axis(word('came')), nameGap: 40 },
    series: [
      {
        type: 'scatter',
        symbolSize: 6,
        itemStyle: { color: colour('accent', 0.55) },
        data: points.map(p => ({ value: [p.forecast, p.realised], ticker: p.ticker, as_of: p.as_of, to: at(p.ticker, p.as_of) })),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: colour('edge') },
          data: [[{ coord: [range.min, range.min] }, { coord: [range.max, range.max] }]],
        },
      },
    ],
  });
}

const risk = document.getElementById('track-risk');
if (risk) {
  whenNear(risk, async () => {
    const { risk: points } = await record();
    if (points.length) draw('track-risk', scatter(points));
    else risk.hidden = true;
  });
  onOpen('track-risk', async () =>
    table(
      [word('ticker-name'), word('day'), word('forecast'), word('came')],
      (await record()).risk
        .slice(-250)
        .reverse()
        .map(p => [p.ticker, day(p.as_of), percent(p.forecast), percent(p.realised)]),
    ),
  );
}

const paper = document.getElementById('track-paper');
if (paper) {
  const growth = once(() => get('/api/v7/paper/history'));
  whenNear(paper, async () => {
    const all = await growth();
    const line = (name, column, style) => ({ ...plain, type: 'line', name: word(name), data: dated(all, column), ...style });
    draw('track-paper', () => ({
      legend: {},
      tooltip: {
        trigger: 'axis',
        formatter: points =>
          [day(points[0].axisValueLabel?.slice(0, 10)), ...points.map(p => `${p.seriesName} ${number(p.value[1])}`)].join('\n'),
      },
      xAxis: { type: 'time', splitLine: { show: false } },
      yAxis: { type: 'value', scale: true },
      series: [
        line('account', all.account, { symbol: all.days.length > 1 ? 'none' : 'circle', lineStyle: { width: 2 } }),
        line('buy-hold', all.buy_and_hold, {
          lineStyle: { type: 'dashed', color: colour('muted') },
          itemStyle: { color: colour('muted') },
        }),
      ],
    }));
  });
  onOpen('track-paper', async () => {
    const all = await growth();
    return table(
      [word('day'), word('account'), word('buy-hold')],
      [...all.days.keys()].reverse().map(i => [day(all.days[i]), number(all.account[i]), number(all.buy_and_hold[i])]),
    );
  });
}

onOpen('runs', async () =>
  table(
    [word('day'), word('state'), word('signals'), word('seconds'), word('began')],
    (await record()).runs.map(r => [
      day(r.day),
      word('run-' + r.status.replace(' ', '-')),
      number(r.signals, 0),
      number(r.seconds, 1),
      `${day(r.started_at.slice(0, 10))} ${r.started_at.slice(11, 16)} UTC`,
    ]),
  ),
);
