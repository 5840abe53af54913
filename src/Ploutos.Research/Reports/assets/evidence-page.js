'use strict';
(() => {
  const { backtest, evaluation, explained } = page.data, content = page.byId('content');
  const about = backtest ? backtest : evaluation;
  page.byId('name').textContent = backtest ? 'Backtest' : evaluation ? 'Evaluation' : 'What the experts look at';
  const days = backtest ? [backtest.series.days[0], backtest.series.days[backtest.series.days.length - 1]]
    : evaluation ? [evaluation.settings.firstTest, evaluation.settings.lastTest] : [];
  page.byId('subtitle').textContent = about ? `${days.join(' to ')}, ${about.tickers.length} ticker${about.tickers.length === 1 ? '' : 's'}; made ${about.createdAt.slice(0, 16).replace('T', ' ')} UTC, ${about.id}` : '';
  if (backtest?.simulated || evaluation?.simulated) evidence.simulated();
  if (backtest) evidence.backtest(backtest, content);
  if (evaluation) evidence.evaluation(evaluation, content);
  if (explained) evidence.explained(explained, content);
  page.show(() => evidence.drawings.forEach(d => d()));
})();
