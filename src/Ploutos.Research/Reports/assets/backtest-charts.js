'use strict';
// Equity, drawdown, rolling Sharpe ratio and monthly returns of a backtest beside its benchmark.
evidence.backtest = (b, content) => {
  const { make, css, axis, tip, legend, narrow, plain } = page;
  const { number, percent, signed, table, section, chart, pair, facts, notes, definitions } = evidence;
  const s = b.series, days = s.days, held = b.benchmark === 'universe' ? 'buy and hold' : `holding ${b.benchmark}`;
  const figure = name => b.statistics.find(f => f.name === name);
  const show = (f, v) => f.unit === 'share' ? percent(v) : number(v);
  const cell = (f, v) => v === null || v === undefined ? '' : [show(f, v.value), v.low === null ? '' : `${show(f, v.low)} to ${show(f, v.high)}`];
  const e = b.evidence;
  const count = (n, what) => `${n} ${what}${n === 1 ? '' : 's'}`;

  const verdict = make('section', null, 'verdict');
  verdict.append(make('p', b.verdict));
  content.append(verdict);
  facts(content, [
    [percent(figure('cagr').strategy.value), `a year; ${held} ${percent(figure('cagr').benchmark.value)}`],
    [number(figure('sharpe').strategy.value), `Sharpe ratio; ${held} ${number(figure('sharpe').benchmark.value)}`],
    [percent(figure('maximum_drawdown').strategy.value), `deepest fall; ${held} ${percent(figure('maximum_drawdown').benchmark.value)}`],
    [number(e.deflated), `deflated Sharpe ratio, after ${count(e.trials, 'trial')}`],
  ]);

  const lines = (own, other, extra) => ({
    grid: { left: 8, right: 14, top: 34, bottom: 8, containLabel: true },
    legend: legend({ data: ['strategy', held] }),
    xAxis: axis({ type: 'time', splitLine: { show: false } }),
    yAxis: axis({ type: 'value', scale: true }),
    series: [
      { name: 'strategy', type: 'line', symbol: 'none', sampling: 'lttb', lineStyle: { width: 2, color: css('--accent') }, itemStyle: { color: css('--accent') }, data: own },
      { name: held, type: 'line', symbol: 'none', sampling: 'lttb', lineStyle: { width: 1.6, type: 'dashed', color: css('--second') }, itemStyle: { color: css('--second') }, data: other },
    ],
    ...extra,
  });
  const dated = column => column.map((v, i) => [days[i], v]);
  const atTip = format => tip({ trigger: 'axis', formatter: points => `${plain(points[0].axisValueLabel.slice(0, 10))}<br>` + points.map(p => `${plain(p.seriesName)} ${plain(format(p.data[1]))}`).join('<br>') });

  // Last index of each year: tables of years stand for charts of days.
  const years = days.map((d, i) => i).filter(i => i === days.length - 1 || days[i].slice(0, 4) !== days[i + 1].slice(0, 4));
  const byYear = (heads, row) => () => table(heads, years.map((end, k) => row(k === 0 ? 0 : years[k - 1], end)));
  const scaled = column => column.map(v => 100 * v / column[0]);
  const own = scaled(s.equity), other = scaled(s.benchmark);

  const figures = section(content, 'Figures', `${days[0]} to ${days[days.length - 1]}, ${days.length} trading days, after costs; 95 % intervals below each figure.`);
  figures.append(table(['', 'strategy', held], b.statistics.map(f => [f.title, cell(f, f.strategy), cell(f, f.benchmark)])));

  const top = pair(content);
  const range = a => `from 100 to ${number(a[a.length - 1], 0)}`;
  chart(section(top, 'Equity', 'Worth at each close; 100 at the beginning.'), `Line chart: the strategy goes ${range(own)}, ${held} ${range(other)}.`,
    () => lines(dated(own), dated(other), { tooltip: atTip(v => number(v, 1)) }),
    byYear(['at the end of', 'strategy', held], (_, end) => [days[end].slice(0, 4), number(own[end], 1), number(other[end], 1)]));
  const deepest = column => Math.max(...column);
  chart(section(top, 'Drawdown', 'Distance from the highest close so far.'), `Line chart of drawdowns: deepest ${percent(deepest(s.drawdown))}, ${held} ${percent(deepest(s.benchmarkDrawdown))}.`,
    () => {
      const option = lines(dated(s.drawdown.map(v => -v)), dated(s.benchmarkDrawdown.map(v => -v)), { tooltip: atTip(percent) });
      option.yAxis = axis({ type: 'value', max: 0, axisLabel: { color: css('--muted'), formatter: v => percent(v, 0) } });
      option.series[0].areaStyle = { opacity: 0.15 };
      return option;
    },
    byYear(['deepest in', 'strategy', held], (from, end) => [days[end].slice(0, 4), percent(Math.max(...s.drawdown.slice(from, end + 1))), percent(Math.max(...s.benchmarkDrawdown.slice(from, end + 1)))]));

  const sessions = b.years ? b.years.sessions : 252, year = Math.round(sessions);
  const window_ = days.length > 2 * year ? year : Math.round(year / 4);
  const rolling = column => {
    const out = [];
    for (let t = window_; t < column.length; t++) {
      let sum = 0, squares = 0, largest = 0;
      for (let k = t - window_ + 1; k <= t; k++) { const r = column[k - 1] > 0 ? column[k] / column[k - 1] - 1 - b.options.cashRate / sessions : 0; sum += r; squares += r * r; largest = Math.max(largest, Math.abs(r)); }
      const mean = sum / window_, deviation = Math.sqrt(Math.max(0, squares - window_ * mean * mean) / (window_ - 1));
      // The rule of Dispersion.cs: what rounding leaves is no dispersion.
      out.push([days[t], deviation > Math.max(1e-12, 1e-4 * largest) ? mean / deviation * Math.sqrt(sessions) : null]);
    }
    return out;
  };
  if (days.length > window_ + 1) {
    const a = rolling(s.equity), z = rolling(s.benchmark);
    chart(section(content, 'Rolling Sharpe ratio', `Of the last ${window_} days, annual. How far it swings says how little one number says.`),
      `Line chart of the rolling Sharpe ratio over ${window_} days of the strategy and of ${held}.`,
      () => lines(a, z, { tooltip: atTip(number) }),
      () => table(['at the end of', 'strategy', held], years.filter(i => i >= window_).map(i => [days[i].slice(0, 7), number(a[i - window_][1]), number(z[i - window_][1])])));
  }

  // Monthly returns: from the last close of the month before.
  const months = [];
  for (let i = 0, start = 0; i < days.length; i++) {
    if (i < days.length - 1 && days[i].slice(0, 7) === days[i + 1].slice(0, 7)) continue;
    if (i > start) months.push({ year: days[i].slice(0, 4), month: Number(days[i].slice(5, 7)) - 1, value: s.equity[start] > 0 ? s.equity[i] / s.equity[start] - 1 : 0 });
    start = i;
  }
  const yearNames = [...new Set(months.map(m => m.year))], monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const reach = Math.max(0.001, ...months.map(m => Math.abs(m.value)));
  const better = months.filter(m => m.value > 0).length;
  chart(section(content, 'Monthly returns', 'Percent a month; blue is a gain, orange a loss.'), `Heat map of ${months.length} monthly returns, ${better} of them above 0.`,
    () => ({
      grid: { left: 4, right: 4, top: 4, bottom: 10, containLabel: true },
      tooltip: tip({ formatter: p => `${plain(yearNames[p.data[1]])} ${monthNames[p.data[0]]}<br>${percent(p.data[2], 2)}` }),
      xAxis: axis({ type: 'category', data: narrow() ? monthNames.map(m => m[0]) : monthNames, splitLine: { show: false }, axisTick: { show: false }, axisLabel: { color: css('--muted'), interval: 0 } }),
      yAxis: axis({ type: 'category', data: yearNames, inverse: true, axisTick: { show: false } }),
      visualMap: { show: false, min: -reach, max: reach, inRange: { color: [css('--low'), css('--even'), css('--high')] } },
      series: [{
        type: 'heatmap', data: months.map(m => [m.month, yearNames.indexOf(m.year), m.value]), itemStyle: { borderColor: css('--card'), borderWidth: 2 },
        label: { show: true, fontSize: narrow() ? 9 : 12, color: css('--on-even'), formatter: p => (100 * p.data[2]).toFixed(1).replace('-', '−') },
      }],
    }),
    () => table(['', ...monthNames], yearNames.map(y => [y, ...monthNames.map((_, k) => { const m = months.find(x => x.year === y && x.month === k); return m ? (100 * m.value).toFixed(1) : ''; })])),
    () => 50 + 34 * yearNames.length);

  const luck = section(content, 'How much of it may be luck');
  luck.append(make('p', `Whoever tries often finds something that looks good. The ledger of this workspace counts ${count(e.trials, 'distinct configuration')} on these tickers (${e.tunes} of searches, ${count(e.backtests, 'backtest')}, ${e.evaluations} evaluated; ${count(e.records, 'record')} with repetitions). The best of so many without any skill is expected to show a Sharpe ratio of ${number(e.bestByLuck)} over as many days.`));
  definitions(luck, [
    ['Probabilistic Sharpe ratio', `${number(e.probabilistic, 3)}: the probability that the true ratio lies above 0, had this been the only trial`],
    ['Deflated Sharpe ratio', `${number(e.deflated, 3)}: the probability that it lies above what the best of all trials would show by luck`],
    ['Deviation of trials', `${number(e.trialDeviation)} a year, from ${e.deviationFrom}`],
    ['Probability of overfitting', b.overfitting ? `${number(b.overfitting.probability)} among ${b.overfitting.strategies} backtests over the same days (0.5 is choosing blindly; ${b.overfitting.blocks} blocks)` : 'needs at least two backtests over the same days'],
  ]);

  const o = b.options;
  const how = section(content, 'How it was made');
  definitions(how, [
    ['Signals', b.signalsDetail],
    ['Tickers', b.tickers.length > 40 ? `${b.tickers.length}: ${b.tickers.slice(0, 40).join(', ')}, ...` : b.tickers.join(', ')],
    ['Trading', `signals at the close, filled at the next open; ${o.direction}, ${o.sizing}${o.sizing === 'volatility-target' ? ` ${percent(o.targetVolatility, 0)} by ${o.sizingForecast || 'deviation20'}, ${o.sizingScope || 'position'}` : ''}`],
    ['Costs', `commission ${o.commissionBp} bp, slippage ${o.slippageBp} bp each way, borrowing ${percent(o.borrowRate)} a year; paid in all ${Math.round(b.costs).toLocaleString('en')}, begun with ${Math.round(s.equity[0]).toLocaleString('en')}`],
    ['Limits', `${percent(o.maxPosition, 0)} a ticker, ${percent(o.maxGross, 0)} in all, turnover a day ${o.maxTurnover === null ? 'unlimited' : percent(o.maxTurnover, 0)}`],
    ['Cash', `${percent(o.cashRate)} a year`],
    ['Years', b.years ? b.years.text : 'of 252 trading days'],
    ['Benchmark', b.benchmark === 'universe' ? 'equal money in each of the same tickers on the first day, held, at the same costs' : `${b.benchmark}, held, at the same costs`],
    ['Trades', `${b.tradeCount} positions; the newest ${b.trades.length} below`],
  ]);
  notes(how, b.notes);
  const list = make('details');
  list.append(make('summary', 'Newest trades'), table(['ticker', 'opened', 'closed', 'profit'], b.trades.map(t => [`${t.ticker} ${t.side}`, t.opened, t.closed ?? 'open', signed(t.profit, 0)])));
  how.append(list);
};
