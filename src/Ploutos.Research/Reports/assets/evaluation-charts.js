'use strict';
// Walk-forward folds, calibration curves, confusion matrices and metrics of an evaluation.
evidence.evaluation = (v, content) => {
  const { make, css, axis, tip, legend, plain, narrow } = page;
  const { number, percent, signed, table, section, chart, notes } = evidence;
  const names = { momentum: 'Momentum: up in five days', reversion: 'Reversion: up tomorrow', volatility: 'Volatility: above its usual level', ensemble_5d: 'Ensemble, five days', ensemble_1d: 'Ensemble, one day' };
  const title = q => names[q.question] ?? q.question;
  // Who is judged: V7.1, or the model that the expert's file names in its place.
  const subject = q => q.forecasters.find(f => f.kind === 'network' && ['onnx', 'boosting'].includes(f.name)) ?? q.forecasters.find(f => f.name === 'v7.1');
  const interval = (m, digits) => m && m.value !== null ? [number(m.value, digits), m.low === null ? '' : `${number(m.low, digits)}–${number(m.high, digits)}`] : '–';
  const settings = v.settings;

  const measured = section(content, 'What was measured', `Out of sample, ${settings.firstTest} to ${settings.lastTest}, ${v.folds.length} folds (${settings.scheme}), ${v.tickers.length} tickers; 95 % intervals below each figure.`);
  const tables = make('div', null, 'pair');
  measured.append(tables);
  for (const q of v.questions) {
    const box = make('div');
    tables.append(box);
    box.append(make('h3', title(q)), make('p', `${q.label}; ${q.rows.toLocaleString('en')} rows, base rate ${percent(q.baseRate)}; best baseline: ${q.bestBaseline}.`, 'note'));
    box.append(table(['', 'AUC', 'log-loss', 'accuracy'], q.forecasters.map(f => [f.name, interval(f.metrics.auc, 3), interval(f.metrics.log_loss, 4), interval(f.metrics.accuracy, 3)])));
  }

  // Folds as a timeline: a bar a stretch, train, validation and test in different colours and words.
  const kinds = [['train', '--accent'], ['validation', '--violet'], ['test', '--second']];
  const spans = v.folds.flatMap((f, i) => [...f.train.map(d => [0, d]), [1, f.validation], ...f.test.map(d => [2, d])].map(([kind, d]) => ({ value: [i, d.from, d.to, kind] })));
  const all = v.folds.flatMap(f => [...f.train, f.validation, ...f.test]);
  const first = all.map(d => d.from).sort()[0], last = all.map(d => d.to).sort().reverse()[0];
  chart(section(content, 'Folds', `Each fold learns from the first stretch, is stopped and calibrated by the second, and forecasts the third; ${settings.purge} bars between them belong to none.`),
    `Timeline of ${v.folds.length} folds from ${first} to ${last}: train, validation, test.`,
    () => ({
      grid: { left: 4, right: 10, top: 34, bottom: 4, containLabel: true },
      legend: legend({ data: kinds.map(k => k[0]), selectedMode: false }),
      tooltip: tip({ formatter: p => p.data.value ? `fold ${p.data.value[0] + 1}, ${kinds[p.data.value[3]][0]}<br>${plain(p.data.value[1])} to ${plain(p.data.value[2])}` : '' }),
      xAxis: axis({ type: 'time', min: first, max: last, splitLine: { show: false } }),
      yAxis: axis({ type: 'category', data: v.folds.map(f => `fold ${f.number}`), inverse: true, axisTick: { show: false } }),
      series: kinds.map(([name, colour], kind) => ({
        name, type: 'custom', itemStyle: { color: css(colour) }, encode: { x: [1, 2], y: 0 }, data: spans.filter(x => x.value[3] === kind),
        renderItem: (params, api) => {
          const from = api.coord([api.value(1), api.value(0)]), to = api.coord([api.value(2), api.value(0)]), height = api.size([0, 1])[1] * 0.55;
          return { type: 'rect', shape: { x: from[0], y: from[1] - height / 2, width: Math.max(2, to[0] - from[0]), height }, style: { fill: css(colour) } };
        },
      })),
    }),
    () => table(['', 'from', 'to'], v.folds.flatMap(f => [...f.train.map(d => [`fold ${f.number} train`, d.from, d.to]), [`fold ${f.number} validation`, f.validation.from, f.validation.to], ...f.test.map(d => [`fold ${f.number} test`, d.from, d.to])])),
    () => 60 + 34 * v.folds.length);

  const calibration = section(content, 'Calibration', 'What came, against what was forecast, ten bins of equal count: on the diagonal a probability means what it says.');
  const curves = make('div', null, 'small');
  calibration.append(curves);
  const networks = q => q.forecasters.filter(f => f.kind === 'network' && ['v7.1', 'v7', 'onnx', 'boosting'].includes(f.name));
  for (const q of v.questions) {
    const box = make('div'), shown = networks(q);
    box.append(make('h3', title(q)));
    curves.append(box);
    const points = shown.flatMap(f => f.calibration.flatMap(c => [c.meanProbability, c.frequency])).filter(x => x !== null);
    if (!points.length) continue;
    const low = Math.max(0, Math.floor(20 * Math.min(...points)) / 20), high = Math.min(1, Math.ceil(20 * Math.max(...points)) / 20);
    const styles = { 'v7.1': ['--accent', 'circle', 'solid'], onnx: ['--accent', 'circle', 'solid'], boosting: ['--accent', 'circle', 'solid'], v7: ['--second', 'diamond', 'dashed'] };
    chart(box, `Calibration curves of ${shown.map(f => f.name).join(' and ')} for ${title(q)}.`,
      () => ({
        grid: { left: 4, right: 16, top: 34, bottom: 4, containLabel: true },
        legend: legend({ data: shown.map(f => f.name) }),
        tooltip: tip({ formatter: p => p.data.length === 3 ? `${plain(p.seriesName)}: forecast ${number(p.data[0], 3)}, came ${number(p.data[1], 3)}<br>${p.data[2]} rows` : '' }),
        xAxis: axis({ type: 'value', min: low, max: high }), yAxis: axis({ type: 'value', min: low, max: high }),
        series: [
          { type: 'line', symbol: 'none', silent: true, lineStyle: { color: css('--muted'), width: 1, type: 'dotted' }, data: [[low, low], [high, high]] },
          ...shown.map(f => ({ name: f.name, type: 'line', symbol: styles[f.name][1], symbolSize: 7, itemStyle: { color: css(styles[f.name][0]) }, lineStyle: { color: css(styles[f.name][0]), width: 2, type: styles[f.name][2] }, data: f.calibration.map(c => [c.meanProbability, c.frequency, c.rows]) })),
        ],
      }),
      () => table(['', 'forecast', 'came', 'rows'], shown.flatMap(f => f.calibration.map((c, i) => [`${f.name} bin ${i + 1}`, number(c.meanProbability, 3), number(c.frequency, 3), String(c.rows)]))), 270);
  }

  const confusion = section(content, 'Confusion', 'What is judged, called at 0.5, against what came; percent of all rows.');
  const matrices = make('div', null, 'small');
  confusion.append(matrices);
  for (const q of v.questions) {
    const f = subject(q);
    if (!f) continue;
    const c = f.confusion, total = c.truePositives + c.falsePositives + c.trueNegatives + c.falseNegatives || 1;
    const [no, yes] = q.classes ?? (q.question === 'volatility' ? ['LOW', 'HIGH'] : ['DOWN', 'UP']);
    const cells = [[0, 0, c.trueNegatives], [1, 0, c.falsePositives], [0, 1, c.falseNegatives], [1, 1, c.truePositives]];
    const box = make('div');
    box.append(make('h3', title(q)));
    matrices.append(box);
    chart(box, `Confusion matrix of ${f.name} for ${title(q)}: ${c.truePositives + c.trueNegatives} of ${total} rows called right.`,
      () => ({
        grid: { left: 56, right: 8, top: 28, bottom: 4 },
        tooltip: tip({ formatter: p => `called ${[no, yes][p.data[0]]}, came ${[no, yes][p.data[1]]}<br>${p.data[2]} rows, ${percent(p.data[2] / total)}` }),
        xAxis: axis({ type: 'category', data: [`called ${no}`, `called ${yes}`], position: 'top', axisTick: { show: false }, axisLine: { show: false } }),
        yAxis: axis({ type: 'category', data: [`came\n${no}`, `came\n${yes}`], inverse: true, axisTick: { show: false }, axisLine: { show: false } }),
        visualMap: { show: false, min: 0, max: total / 2, inRange: { color: [css('--even'), css('--high')] } },
        series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: css('--card'), borderWidth: 3 }, label: { show: true, color: css('--on-even'), fontSize: 14, formatter: p => percent(p.data[2] / total) } }],
      }),
      () => table(['', `called ${no}`, `called ${yes}`], [[`came ${no}`, String(c.trueNegatives), String(c.falsePositives)], [`came ${yes}`, String(c.falseNegatives), String(c.truePositives)]]), 210);
  }

  // Differences with their intervals: right of 0 is better.
  const rows = v.questions.flatMap(q => q.comparisons.filter(c => c.name === subject(q)?.name).map(c => ({ q, c, d: c.differences.log_loss }))).filter(r => r.d && r.d.low !== null);
  if (rows.length) {
    const labels = rows.map(r => `${r.q.question} ${narrow() ? '' : 'over '}${r.c.against}`);
    chart(section(content, 'V7.1 against the others', 'Log-loss of the other less that of V7.1, with its interval: right of 0 V7.1 is better, an interval across 0 tells nothing apart.'),
      `Forest plot of ${rows.length} differences in log-loss; ${rows.filter(r => r.d.high < 0).length} of them favour V7.1 beyond their interval.`,
      () => ({
        grid: { left: 10 + (narrow() ? 5.2 : 6.8) * Math.max(...labels.map(l => l.length)), right: 14, top: 8, bottom: 26 },
        tooltip: tip({ trigger: 'item', formatter: p => `${plain(labels[p.data.value[1]])}<br>${signed(p.data.value[0], 4)} [${signed(p.data.value[2], 4)}, ${signed(p.data.value[3], 4)}]` }),
        xAxis: axis({ type: 'value', axisLabel: { color: css('--muted'), hideOverlap: true } }),
        yAxis: axis({ type: 'category', data: labels, inverse: true, axisTick: { show: false }, axisLabel: { color: css('--muted'), fontSize: narrow() ? 9 : 12, interval: 0 } }),
        series: [{
          type: 'custom', encode: { x: [0, 2, 3], y: 1 }, data: rows.map((r, i) => ({ value: [-r.d.difference, i, -r.d.high, -r.d.low] })),
          renderItem: (params, api) => {
            const at = api.coord([api.value(0), api.value(1)]), low = api.coord([api.value(2), api.value(1)]), high = api.coord([api.value(3), api.value(1)]);
            const apart = api.value(2) > 0 ? css('--accent') : api.value(3) < 0 ? css('--second') : css('--muted');
            return { type: 'group', children: [
              { type: 'line', shape: { x1: low[0], y1: at[1], x2: high[0], y2: at[1] }, style: { stroke: apart, lineWidth: 2 } },
              { type: 'circle', shape: { cx: at[0], cy: at[1], r: 4 }, style: { fill: apart } },
            ] };
          },
          markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: css('--muted'), type: 'solid', width: 1 }, data: [{ xAxis: 0 }] },
        }],
      }),
      () => table(['', 'difference', 'from', 'to'], rows.map((r, i) => [labels[i], signed(-r.d.difference, 4), signed(-r.d.high, 4), signed(-r.d.low, 4)])),
      () => 50 + 24 * rows.length);
  }
  notes(section(content, 'Notes on the evaluation', v.notes.length ? null : 'None.'), v.notes);
};
