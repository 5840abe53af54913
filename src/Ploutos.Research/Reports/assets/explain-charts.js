'use strict';
// What the networks look at: attention by lag, and what is lost when a feature is shuffled.
evidence.explained = (experts, content) => {
  const { make, css, axis, tip, legend, plain, narrow } = page;
  const { number, signed, table, section, chart } = evidence;

  const attentive = experts.filter(x => x.attention && x.attention.mean.length > 1);
  if (attentive.length) {
    const box = section(content, 'Attention by lag', 'How much of its attention a bar gives to the bars before it, mean over rows and heads out of sample, with 5th to 95th percentile; dashed: what the bias in the lag alone would give.');
    const grid = make('div', null, 'small');
    box.append(grid);
    for (const x of attentive) {
      const a = x.attention, cell = make('div');
      cell.append(make('h3', x.expert));
      grid.append(cell);
      chart(cell, `Attention of the ${x.expert} expert by lag: ${number(100 * a.mean[0], 0)} % on the day itself.`,
        () => ({
          grid: { left: 4, right: 10, top: 34, bottom: 22, containLabel: true },
          legend: legend({ data: ['attention', 'bias alone'] }),
          tooltip: tip({ trigger: 'axis', formatter: p => { const i = p[0].dataIndex; return `lag ${i}: ${number(a.mean[i], 3)} [${number(a.low[i], 3)}, ${number(a.high[i], 3)}]<br>bias alone ${number(a.prior[i], 3)}`; } }),
          xAxis: axis({ type: 'category', data: a.mean.map((_, i) => i), name: 'bars ago', nameLocation: 'middle', nameGap: 24 }),
          yAxis: axis({ type: 'value' }),
          series: [
            { name: 'attention', type: 'bar', itemStyle: { color: css('--accent') }, data: a.mean },
            { type: 'custom', z: 5, silent: true, data: a.mean.map((_, i) => [i, a.low[i], a.high[i]]), encode: { x: 0, y: [1, 2] }, renderItem: (params, api) => { const low = api.coord([api.value(0), api.value(1)]), high = api.coord([api.value(0), api.value(2)]); return { type: 'line', shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: css('--text'), lineWidth: 1 } }; } },
            { name: 'bias alone', type: 'line', symbol: 'none', itemStyle: { color: css('--second') }, lineStyle: { color: css('--second'), type: 'dashed', width: 2 }, data: a.prior },
          ],
        }),
        () => table(['bars ago', 'mean', '5 %', '95 %', 'bias'], a.mean.map((m, i) => [String(i), number(m, 3), number(a.low[i], 3), number(a.high[i], 3), number(a.prior[i], 3)])), 260);
    }
  }

  for (const x of experts.filter(y => y.importance.length)) {
    const items = [...x.importance].sort((a, b) => b.aucDrop.value - a.aucDrop.value);
    chart(section(content, `Permutation importance: ${x.expert}`, 'AUC lost out of sample when one feature is shuffled, with its interval. Features that say the same stand in for one another.'),
      `Bar chart of the permutation importance of ${items.length} features of the ${x.expert} expert; largest: ${items[0].feature}, ${number(items[0].aucDrop.value, 4)}.`,
      () => ({
        grid: { left: 4, right: 14, top: 4, bottom: 4, containLabel: true },
        tooltip: tip({ trigger: 'item', formatter: p => { const i = items[p.dataIndex]; return `${plain(i.feature)}<br>${signed(i.aucDrop.value, 4)} [${signed(i.aucDrop.low, 4)}, ${signed(i.aucDrop.high, 4)}]`; } }),
        xAxis: axis({ type: 'value' }),
        yAxis: axis({ type: 'category', data: items.map(i => i.feature), inverse: true, axisTick: { show: false }, axisLabel: { color: css('--muted'), fontSize: narrow() ? 9 : 11, interval: 0 } }),
        series: [
          { type: 'bar', barMaxWidth: 14, itemStyle: { color: css('--accent') }, data: items.map(i => i.aucDrop.value) },
          { type: 'custom', z: 5, silent: true, data: items.map((i, k) => [i.aucDrop.low, k, i.aucDrop.high]), encode: { x: [0, 2], y: 1 }, renderItem: (params, api) => { const low = api.coord([api.value(0), api.value(1)]), high = api.coord([api.value(2), api.value(1)]); return { type: 'line', shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: css('--text'), lineWidth: 1 } }; } },
        ],
      }),
      () => table(['feature', 'AUC lost', 'from', 'to', 'log-loss'], items.map(i => [i.feature, signed(i.aucDrop.value, 4), signed(i.aucDrop.low, 4), signed(i.aucDrop.high, 4), signed(i.logLossRise.value, 5)])),
      () => 30 + 20 * items.length);
  }
};
