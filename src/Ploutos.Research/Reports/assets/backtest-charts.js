'use strict';
// A backtest beside its benchmark: its charts are those of account-charts.js.
evidence.backtest = (b, content) => {
  const { make, css, axis, tip, legend, narrow } = page;
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

  const words = { month: 'month', year: 'year', return: 'return', gross: 'gross', net: 'net', traded: 'traded', ticker: 'ticker', trades: 'trades', won: 'won', profit: 'profit' };
  const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const tones = { third: '--good', fourth: '--violet', loss: '--low', gain: '--high' };
  const charts = accountCharts({
    colour: name => css(tones[name] ?? '--' + name), word: name => words[name], number, percent, axis, legend, narrow, day: d => d, month: i => monthNames[i],
    tip: extra => tip({ renderMode: 'richText', ...extra }),
  });
  const sessions = b.years ? b.years.sessions : 252, shared = { days, sessions, cashRate: b.options.cashRate };
  const own = { ...shared, name: 'strategy', equity: s.equity, drawdown: s.drawdown, gross: s.gross, net: s.net, traded: s.traded };
  const other = { ...shared, name: held, equity: s.benchmark, drawdown: s.benchmarkDrawdown, dashed: true };
  const both = [own, other];
  const add = (parent, title, note, label, made) => made && chart(section(parent, title, note), label, made.option, () => { const t = made.table(); return table(t.heads, t.rows); }, made.height);

  const figures = section(content, 'Figures', `${days[0]} to ${days[days.length - 1]}, ${days.length} trading days, after costs; 95 % intervals below each figure.`);
  figures.append(table(['', 'strategy', held], b.statistics.map(f => [f.title, cell(f, f.strategy), cell(f, f.benchmark)])));

  const top = pair(content), deepest = column => Math.max(...column);
  const range = worth => `from 100 to ${number(100 * worth[worth.length - 1] / worth[0], 0)}`;
  add(top, 'Equity', 'Worth at each close; 100 at the beginning.', `Line chart: the strategy goes ${range(s.equity)}, ${held} ${range(s.benchmark)}.`, charts.equity(both));
  add(top, 'Drawdown', 'Distance from the highest close so far.', `Line chart of drawdowns: deepest ${percent(deepest(s.drawdown))}, ${held} ${percent(deepest(s.benchmarkDrawdown))}.`, charts.drawdown(both));
  const middle = pair(content), rolling = charts.rolling(both), months = charts.months(own), turnover = charts.turnover(own), profit = charts.profit(b.byTicker);
  add(middle, 'Rolling Sharpe ratio', `Of the last ${rolling?.width} days, annual. How far it swings says how little one number says.`,
    `Line chart of the rolling Sharpe ratio over ${rolling?.width} days of the strategy and of ${held}.`, rolling);
  add(middle, 'Distribution of daily returns', 'Share of days; the last steps hold what lies beyond them.', `Histogram of the daily returns of the strategy, and of ${held} as a line.`, charts.distribution(both));
  add(content, 'Monthly returns', 'Percent a month; blue is a gain, orange a loss.', `Heat map of ${months.count} monthly returns, ${months.better} of them above 0.`, months);
  const use = pair(content);
  add(use, 'Exposure', 'Sum of the positions (gross), and long less short (net), as a share of equity.', 'Line chart of gross and net exposure.', charts.exposure(own));
  add(use, 'Turnover', 'Bought and sold in a month, as a share of equity.', 'Bar chart of turnover by month.', turnover);
  add(content, 'Profit by ticker', profit?.all === false ? 'After costs; the best and the worst of them.' : 'After costs.', `Bar chart of the profit of ${b.byTicker.length} tickers.`, profit);

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
