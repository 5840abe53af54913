'use strict';
// The charts of an account, for the report of a backtest and for the dashboard: options of ECharts and tables, from days and columns.
// What differs between the two (colours, words, formats, styles of axes and tips) is in the kit that they give.
globalThis.accountCharts = kit => {
  const { colour, word, number, percent, axis, tip, legend } = kit;
  const tones = ['accent', 'second', 'third', 'fourth'];
  const column = (curve, values) => values.map((v, i) => [curve.days[i], v]);
  const grid = { left: 8, right: 14, top: 34, bottom: 8, containLabel: true };
  // The wheel zooms while Ctrl is held; otherwise it moves the page.
  const zoom = () => (kit.zooms ? [{ type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: true, preventDefaultMouseMove: false }] : undefined);

  const atDay = format =>
    tip({
      trigger: 'axis',
      formatter: points => [kit.day(points[0].axisValueLabel.slice(0, 10)), ...points.map(p => `${p.seriesName} ${format(p.data[1])}`)].join('\n'),
    });

  const lines = (curves, of, format, digits = 0) => ({
    grid,
    legend: legend({ data: curves.map(c => c.name) }),
    tooltip: atDay(format),
    dataZoom: zoom(),
    xAxis: axis({ type: 'time', splitLine: { show: false } }),
    yAxis: axis({ type: 'value', scale: true, axisLabel: { color: colour('muted'), hideOverlap: true, formatter: v => format(v, digits) } }),
    series: curves.map((c, i) => ({
      name: c.name,
      type: 'line',
      symbol: 'none',
      sampling: 'lttb',
      lineStyle: { width: i ? 1.6 : 2, type: c.dashed ? 'dashed' : 'solid', color: colour(tones[i]) },
      itemStyle: { color: colour(tones[i]) },
      data: of(c),
    })),
  });

  // Last index of each month, from the first day on that all curves have.
  const begin = curves => curves.map(c => c.days[0]).reduce((a, b) => (a > b ? a : b));
  const ends = days => [...days.keys()].filter(i => i === days.length - 1 || days[i].slice(0, 7) !== days[i + 1].slice(0, 7));
  const byMonth = (curves, value) => {
    const months = curves.map(c => new Map(ends(c.days).map(i => [c.days[i].slice(0, 7), value(c, i)])));
    const all = [...new Set(months.flatMap(m => [...m.keys()]))].sort().reverse();
    return { heads: [word('month'), ...curves.map(c => c.name)], rows: all.map(m => [m, ...months.map(known => known.get(m) ?? '')]) };
  };

  /** Worth at each close, 100 on the first day that all have. */
  function equity(curves) {
    const first = begin(curves);
    const base = new Map(curves.map(c => [c, c.equity[c.days.findIndex(d => d >= first)]]));
    const scaled = (c, i) => (base.get(c) > 0 ? (100 * c.equity[i]) / base.get(c) : null);
    return {
      option: () => lines(curves, c => column(c, c.equity.map((_, i) => scaled(c, i))), (v, digits = 1) => number(v, digits)),
      table: () => byMonth(curves, (c, i) => number(scaled(c, i), 1)),
    };
  }

  /** Distance from the highest close so far. */
  function drawdown(curves) {
    return {
      option: () => {
        const deepest = Math.max(...curves.map(c => c.drawdown.reduce((a, b) => Math.max(a, b), 0)));
        const made = lines(
          curves,
          c => column(c, c.drawdown.map(v => -v)),
          (v, digits = 1) => percent(v, digits),
          deepest < 0.05 ? 1 : 0, // labels of one axis differ
        );
        made.yAxis.max = 0;
        made.series[0].areaStyle = { opacity: 0.15 };
        return made;
      },
      table: () => byMonth(curves, (c, i) => percent(c.drawdown[i])),
    };
  }

  const returns = c => c.equity.slice(1).map((v, i) => (c.equity[i] > 0 ? v / c.equity[i] - 1 : 0));

  /** Days of the window of the rolling ratio: a year, or a quarter of accounts that are too short. */
  function windowOf(curve) {
    const year = Math.round(curve.sessions);
    return curve.days.length > 2 * year ? year : Math.round(year / 4);
  }

  const ratios = new WeakMap();
  function ratio(curve, width) {
    if (ratios.get(curve)?.width === width) return ratios.get(curve).values;
    const r = returns(curve).map(v => v - curve.cashRate / curve.sessions),
      values = curve.days.map(() => null);
    for (let t = width; t < curve.days.length; t++) {
      let sum = 0,
        squares = 0,
        largest = 0;
      for (let k = t - width; k < t; k++) {
        sum += r[k];
        squares += r[k] * r[k];
        largest = Math.max(largest, Math.abs(r[k]));
      }
      const mean = sum / width,
        deviation = Math.sqrt(Math.max(0, squares - width * mean * mean) / (width - 1));
      // The rule of Dispersion.cs: what rounding leaves is no dispersion.
      if (deviation > Math.max(1e-12, 1e-4 * largest)) values[t] = (mean / deviation) * Math.sqrt(curve.sessions);
    }
    ratios.set(curve, { width, values });
    return values;
  }

  /** Sharpe ratio of the last days; null where no window fits. */
  function rolling(curves) {
    const width = windowOf(curves[0]);
    if (curves[0].days.length <= width + 1) return null;
    return {
      width,
      option: () => lines(curves, c => column(c, ratio(c, width)).slice(width), (v, digits = 2) => number(v, digits)),
      table: () => byMonth(curves, (c, i) => number(ratio(c, width)[i], 2)),
    };
  }

  /** Return of each month, from the last close of the month before. */
  function monthly({ days, equity: worth }) {
    const found = [];
    let start = 0;
    for (const end of ends(days)) {
      if (end > start) found.push({ year: days[end].slice(0, 4), month: Number(days[end].slice(5, 7)) - 1, value: worth[start] > 0 ? worth[end] / worth[start] - 1 : 0 });
      start = end;
    }
    return found;
  }

  /** A heat map of months by years. */
  function months(curve) {
    const all = monthly(curve),
      years = [...new Set(all.map(m => m.year))],
      names = [...Array(12).keys()].map(kit.month),
      reach = Math.max(0.001, ...all.map(m => Math.abs(m.value)));
    return {
      better: all.filter(m => m.value > 0).length,
      count: all.length,
      height: 50 + 34 * years.length,
      option: () => ({
        grid: { left: 4, right: 4, top: 4, bottom: 10, containLabel: true },
        tooltip: tip({ trigger: 'item', formatter: p => `${years[p.data[1]]} ${names[p.data[0]]}\n${percent(p.data[2], 2)}` }),
        xAxis: axis({ type: 'category', data: kit.narrow() ? names.map(m => m[0]) : names, splitLine: { show: false }, axisTick: { show: false }, axisLabel: { color: colour('muted'), interval: 0 } }),
        yAxis: axis({ type: 'category', data: years, inverse: true, axisTick: { show: false }, axisLabel: { color: colour('muted') } }),
        visualMap: { show: false, min: -reach, max: reach, inRange: { color: [colour('loss'), colour('even'), colour('gain')] } },
        series: [
          {
            type: 'heatmap',
            data: all.map(m => [m.month, years.indexOf(m.year), m.value]),
            itemStyle: { borderColor: colour('card'), borderWidth: 2 },
            label: { show: true, fontSize: kit.narrow() ? 9 : 12, color: colour('on-even'), formatter: p => number(100 * p.data[2], 1) },
          },
        ],
      }),
      table: () => ({
        heads: [word('year'), ...names],
        rows: years.map(y => [y, ...names.map((_, k) => all.filter(m => m.year === y && m.month === k).map(m => percent(m.value))[0] ?? '')]),
      }),
    };
  }

  const most = 15; // of either end of a list

  /** How often a day brought how much: shares of days in equal steps, with what lies beyond the 1 % at either end in the last ones. */
  function distribution(curves) {
    const all = curves.map(returns),
      sorted = all.flat().sort((a, b) => a - b);
    const reach = Math.max(1e-4, Math.abs(sorted[Math.floor(0.005 * sorted.length)]), Math.abs(sorted[Math.floor(0.995 * sorted.length)])),
      bins = 31,
      step = (2 * reach) / bins;
    const middle = [...Array(bins).keys()].map(i => -reach + (i + 0.5) * step);
    const shares = all.map(values => {
      const counts = Array(bins).fill(0);
      for (const v of values) counts[Math.min(bins - 1, Math.max(0, Math.floor((v + reach) / step)))]++;
      return counts.map(n => n / values.length);
    });
    return {
      option: () => ({
        grid,
        legend: legend({ data: curves.map(c => c.name) }),
        tooltip: tip({ trigger: 'axis', formatter: points => [percent(middle[points[0].dataIndex], 2), ...points.map(p => `${p.seriesName} ${percent(p.value)}`)].join('\n') }),
        xAxis: axis({ type: 'category', data: middle.map(v => percent(v, 1)), splitLine: { show: false } }),
        yAxis: axis({ type: 'value', axisLabel: { color: colour('muted'), formatter: v => percent(v, 0) } }),
        series: curves.map((c, i) => ({
          name: c.name,
          type: i ? 'line' : 'bar',
          step: i ? 'middle' : undefined,
          symbol: 'none',
          barCategoryGap: '8%',
          lineStyle: { width: 1.6, type: c.dashed ? 'dashed' : 'solid', color: colour(tones[i]) },
          itemStyle: { color: colour(tones[i]) },
          data: shares[i],
        })),
      }),
      table: () => ({ heads: [word('return'), ...curves.map(c => c.name)], rows: middle.map((v, k) => [percent(v, 2), ...shares.map(s => percent(s[k]))]) }),
    };
  }

  /** Sum of the positions and long less short, as shares of equity. */
  function exposure({ days, gross, net }) {
    const both = [
      { name: word('gross'), days, values: gross },
      { name: word('net'), days, values: net, dashed: true },
    ];
    return {
      option: () => lines(both, c => column(c, c.values), (v, digits = 0) => percent(v, digits)),
      table: () => byMonth(both, (c, i) => percent(c.values[i], 0)),
    };
  }

  /** What was bought and sold in a month, as a share of equity; null in a backtest that does not know it. */
  function turnover({ days, traded }) {
    if (!traded) return null;
    const sums = new Map();
    days.forEach((d, i) => sums.set(d.slice(0, 7), (sums.get(d.slice(0, 7)) ?? 0) + traded[i]));
    const all = [...sums];
    return {
      option: () => ({
        grid: { ...grid, top: 14 },
        tooltip: tip({ trigger: 'item', formatter: p => `${p.name}\n${percent(p.value, 0)}` }),
        xAxis: axis({ type: 'category', data: all.map(([m]) => m), splitLine: { show: false } }),
        yAxis: axis({ type: 'value', axisLabel: { color: colour('muted'), formatter: v => percent(v, 0) } }),
        series: [{ type: 'bar', barMaxWidth: 18, itemStyle: { color: colour('accent') }, data: all.map(([, v]) => v) }],
      }),
      table: () => ({ heads: [word('month'), word('traded')], rows: [...all].reverse().map(([m, v]) => [m, percent(v, 0)]) }),
    };
  }

  /** Money by ticker, the largest first; of many the ends. */
  function profit(byTicker) {
    if (!byTicker.length) return null;
    const shown = byTicker.length <= 2 * most ? byTicker : [...byTicker.slice(0, most), ...byTicker.slice(-most)];
    return {
      all: shown.length === byTicker.length,
      height: 60 + 20 * shown.length,
      option: () => ({
        grid: { left: 4, right: 14, top: 6, bottom: 8, containLabel: true },
        tooltip: tip({ trigger: 'item', formatter: p => `${p.name}\n${number(p.value, 0)}` }),
        xAxis: axis({ type: 'value', axisLabel: { color: colour('muted'), hideOverlap: true, formatter: v => number(v, 0) } }),
        yAxis: axis({ type: 'category', inverse: true, data: shown.map(t => t.ticker), axisTick: { show: false }, axisLabel: { color: colour('muted'), interval: 0 } }),
        series: [
          {
            type: 'bar',
            barMaxWidth: 16,
            data: shown.map(t => ({ value: t.profit, to: kit.to?.(t.ticker), itemStyle: { color: colour(t.profit < 0 ? 'loss' : 'gain') } })),
          },
        ],
      }),
      table: () => ({
        heads: [word('ticker'), word('trades'), word('won'), word('profit')],
        rows: byTicker.map(t => [t.ticker, number(t.trades, 0), number(t.won, 0), number(t.profit, 0)]),
      }),
    };
  }

  return { equity, drawdown, rolling, months, distribution, exposure, turnover, profit };
};
