'use strict';
// What a file of returns, signals or forecasts is worth.
(() => {
  const judged = page.data, content = page.byId('content');
  const { make, css, axis, tip, plain } = page;
  const { number, percent, signed, table, section, chart, facts, notes, definitions } = evidence;
  const show = (f, v) => f.unit === 'share' ? percent(v) : f.unit === 'count' ? number(v, 0) : number(v, Math.abs(v) < 1 ? 3 : 2);
  const cell = f => [show(f, f.value.value), f.value.low === null ? '' : `${show(f, f.value.low)} to ${show(f, f.value.high)}`];

  page.byId('name').textContent = `Judgement of ${judged.kind}`;
  page.byId('subtitle').textContent = `${judged.file}, ${judged.from} to ${judged.to}, ${judged.rows} rows`;
  const verdict = make('section', null, 'verdict');
  verdict.append(make('p', judged.verdict));
  content.append(verdict);

  if (judged.returns) {
    const r = judged.returns, best = r.strategies[0], figure = name => best.figures.find(f => f.name === name);
    facts(content, [
      [number(figure('sharpe').value.value), `Sharpe ratio of ${best.name}`],
      [number(r.deflated, 3), `deflated Sharpe ratio, after ${r.trials} trial${r.trials === 1 ? '' : 's'}`],
      [percent(figure('maximum_drawdown').value.value), 'deepest fall'],
    ]);
    const shown = r.strategies.slice(0, 12);
    section(content, 'Figures', '95 % intervals below each figure. The best Sharpe ratio comes first.')
      .append(table(['', ...shown.map(s => s.name)], best.figures.map((f, i) => [f.title, ...shown.map(s => cell(s.figures[i]))])));
    const equity = r.equity.map((v, i) => [r.days[i], 100 * v]);
    const years = r.days.map((d, i) => i).filter(i => i === r.days.length - 1 || r.days[i].slice(0, 4) !== r.days[i + 1].slice(0, 4));
    chart(section(content, `Equity of ${best.name}`, '100 at the beginning.'), `Line chart: from 100 to ${number(equity[equity.length - 1][1], 0)}.`,
      () => ({
        grid: { left: 8, right: 14, top: 14, bottom: 8, containLabel: true },
        tooltip: tip({ trigger: 'axis', formatter: points => `${plain(points[0].axisValueLabel.slice(0, 10))}<br>${plain(number(points[0].data[1], 1))}` }),
        xAxis: axis({ type: 'time', splitLine: { show: false } }), yAxis: axis({ type: 'value', scale: true }),
        series: [{ type: 'line', symbol: 'none', sampling: 'lttb', lineStyle: { width: 2, color: css('--accent') }, data: equity }],
      }),
      () => table(['at the end of', 'equity'], years.map(i => [r.days[i].slice(0, 4), number(equity[i][1], 1)])));
    definitions(section(content, 'How much of it may be luck'), [
      ['Best by luck', `${number(r.bestByLuck)} a year: what the best of ${r.trials} without skill is expected to show`],
      ['Deviation of trials', `from ${r.deviationFrom}`],
      ['Probability of overfitting', r.overfitting ? `${number(r.overfitting.probability)} among ${r.overfitting.strategies} columns (0.5 is choosing blindly; ${r.overfitting.blocks} blocks)` : 'needs at least two columns'],
      ['Years', r.years],
    ]);
  }

  if (judged.signals) {
    const s = judged.signals;
    facts(content, [[String(s.tickers), 'tickers with bars'], [number(s.rankAutocorrelation), 'rank autocorrelation from one signal day to the next'], [percent(s.turnover), 'turnover a signal day']]);
    const box = section(content, 'Rank information coefficient by horizon', 'Mean over days of the rank correlation between score and return to come; Newey-West intervals.');
    chart(box, 'Bars of the mean rank information coefficient by horizon.',
      () => ({
        grid: { left: 8, right: 14, top: 14, bottom: 8, containLabel: true }, tooltip: tip({ trigger: 'axis' }),
        xAxis: axis({ type: 'category', data: s.horizons.map(h => `${h.horizon} bars`) }), yAxis: axis({ type: 'value' }),
        series: [{ type: 'bar', itemStyle: { color: css('--accent') }, data: s.horizons.map(h => h.informationCoefficient.value) }],
      }),
      () => table(['bars ahead', 'rank IC', 't', 'p', 'days'], s.horizons.map(h => [String(h.horizon), [signed(h.informationCoefficient.value), `${signed(h.informationCoefficient.low)} to ${signed(h.informationCoefficient.high)}`], number(h.t, 1), number(h.pValue, 3), String(h.days)])));
  }

  if (judged.forecasts) {
    const f = judged.forecasts;
    section(content, 'Figures', '95 % intervals over days below each figure.').append(table(['', 'value'], f.figures.map(x => [x.title, cell(x)])));
    chart(section(content, 'Calibration', 'How often it came, by what was forecast; on the dashed line the two agree.'), 'Calibration curve.',
      () => ({
        grid: { left: 8, right: 14, top: 14, bottom: 8, containLabel: true }, tooltip: tip({ trigger: 'item' }),
        xAxis: axis({ type: 'value', min: 0, max: 1, name: 'forecast' }), yAxis: axis({ type: 'value', min: 0, max: 1, name: 'came' }),
        series: [
          { type: 'line', symbol: 'none', lineStyle: { type: 'dashed', color: css('--muted') }, data: [[0, 0], [1, 1]] },
          { type: 'line', lineStyle: { color: css('--accent') }, itemStyle: { color: css('--accent') }, data: f.calibration.map(b => [b.meanProbability, b.frequency]) },
        ],
      }),
      () => table(['forecast', 'came', 'rows'], f.calibration.map(b => [number(b.meanProbability, 3), number(b.frequency, 3), String(b.rows)])));
  }

  if (judged.notes.length) notes(section(content, 'Notes'), judged.notes);
  page.show(() => evidence.drawings.forEach(d => d()));
})();
