'use strict';
(() => {
  const { data: study, byId, make, css, axis, tip, draw } = page;
  const sign = study.direction === 'minimize' ? 1 : -1;
  const finite = v => typeof v === 'number' && Number.isFinite(v);
  const short = v => !finite(v) ? String(v) : Number.isInteger(v) && Math.abs(v) < 1e7 ? String(v) : (v !== 0 && (Math.abs(v) < 1e-3 || Math.abs(v) >= 1e5)) ? v.toExponential(2) : v.toFixed(4).replace(/\.?0+$/, '');
  const show = v => v === null ? 'null' : typeof v === 'number' ? short(v) : String(v);
  const valued = study.trials.filter(t => finite(t.value));
  const complete = valued.filter(t => t.state === 'COMPLETE');
  const best = complete.reduce((a, t) => a === null || sign * t.value < sign * a.value ? t : a, null);

  const fact = (box, value, label) => {
    const element = make('div', undefined, 'fact');
    element.append(make('b', value), make('span', label));
    byId(box).append(element);
  };

  function text() {
    document.title = 'Study ' + study.name;
    byId('name').textContent = study.name;
    byId('subtitle').textContent = `A search to ${study.direction} the objective, ${study.trials.length} trials` + (study.first ? `, ${study.first} to ${study.last}.` : '.');
    fact('facts', best ? short(best.value) : 'none', 'best value');
    fact('facts', best ? '#' + best.number : 'none', 'best trial');
    for (const [state, label] of [['COMPLETE', 'complete'], ['PRUNED', 'pruned'], ['FAIL', 'failed'], ['RUNNING', 'running'], ['WAITING', 'waiting']]) {
      const count = study.trials.filter(t => t.state === state).length;
      if (count > 0 || state === 'COMPLETE' || state === 'PRUNED') fact('facts', String(count), label);
    }
    byId('best-note').textContent = best ? `of trial ${best.number}` : 'No trial is complete yet.';
    if (best) study.parameters.filter(p => p.name in best.params).forEach(p => fact('best', show(best.params[p.name]), p.name));
  }

  function table() {
    const head = make('tr');
    ['trial', 'state', 'value', 'steps', 's', ...study.parameters.map(p => p.name)].forEach(h => head.append(make('th', h)));
    byId('head').append(head);
    const rank = t => t.state === 'COMPLETE' ? 0 : t.state === 'PRUNED' ? 1 : 2;
    const order = [...study.trials].sort((a, b) => rank(a) - rank(b) || sign * ((a.value ?? 0) - (b.value ?? 0)) || a.number - b.number);
    for (const t of order) {
      const row = make('tr');
      row.append(make('td', String(t.number)), make('td', t.state.toLowerCase(), t.state), make('td', finite(t.value) ? short(t.value) : '–'), make('td', String(t.curve.length)), make('td', finite(t.seconds) ? t.seconds.toFixed(1) : '–'));
      study.parameters.forEach(p => row.append(make('td', p.name in t.params ? show(t.params[p.name]) : '–')));
      byId('rows').append(row);
    }
  }

  const plain = value => page.plain(show(value));

  // A few extreme values must not flatten the rest: the axis ends beyond the bulk of the values.
  function bounds(values) {
    const sorted = values.filter(finite).sort((a, b) => a - b);
    if (sorted.length < 8) return {};
    const q = p => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
    const spread = q(0.9) - q(0.1), low = sorted[0], high = sorted[sorted.length - 1];
    const out = {};
    if (spread > 0 && high > q(0.9) + 3 * spread) out.max = q(0.9) + 3 * spread;
    if (spread > 0 && low < q(0.1) - 3 * spread) out.min = q(0.1) - 3 * spread;
    return out;
  }

  function history() {
    let sofar = null;
    const line = [];
    study.trials.forEach(t => {
      if (t.state === 'COMPLETE' && finite(t.value)) sofar = sofar === null ? t.value : sign * t.value < sign * sofar ? t.value : sofar;
      if (sofar !== null) line.push([t.number, sofar]);
    });
    const points = state => valued.filter(t => t.state === state).map(t => [t.number, t.value]);
    draw(byId('history'), {
      grid: { left: 8, right: 14, top: 34, bottom: 8, containLabel: true },
      legend: { top: 0, textStyle: { color: css('--muted') } },
      tooltip: tip({ trigger: 'item', formatter: p => `trial ${p.data[0]}<br>${plain(p.data[1])}` }),
      xAxis: axis({ type: 'value', minInterval: 1, splitLine: { show: false } }),
      yAxis: axis({ type: 'value', scale: true, axisLabel: { color: css('--muted'), formatter: short }, ...bounds(valued.map(t => t.value)) }),
      series: [
        { name: 'complete', type: 'scatter', symbolSize: 7, data: points('COMPLETE') },
        { name: 'best so far', type: 'line', step: 'end', symbol: 'none', lineStyle: { width: 2 }, data: line },
        { name: 'pruned', type: 'scatter', symbol: 'diamond', symbolSize: 7, data: points('PRUNED'), itemStyle: { opacity: 0.7 } },
      ],
    });
  }

  function importance() {
    const items = [...study.importance].reverse();
    draw(byId('importance'), items.length === 0
      ? { title: { text: 'Needs at least four complete trials.', left: 'center', top: 'middle', textStyle: { color: css('--muted'), fontSize: 13, fontWeight: 'normal' } } }
      : {
        grid: { left: 8, right: 44, top: 8, bottom: 8, containLabel: true },
        tooltip: tip({ trigger: 'item', formatter: p => `${plain(p.name)}<br>${(100 * p.value).toFixed(1)} %` }),
        xAxis: axis({ type: 'value', axisLabel: { color: css('--muted'), formatter: v => Math.round(100 * v) + ' %' } }),
        yAxis: axis({ type: 'category', data: items.map(i => i.name) }),
        series: [{ type: 'bar', data: items.map(i => i.share), barMaxWidth: 26, label: { show: true, position: 'right', color: css('--muted'), formatter: p => (100 * p.value).toFixed(0) + ' %' } }],
      });
  }

  function curves() {
    const reported = study.trials.filter(t => t.curve.length > 0);
    if (reported.length === 0) {
      draw(byId('curves'), { title: { text: 'The objective reported no steps.', left: 'center', top: 'middle', textStyle: { color: css('--muted'), fontSize: 13, fontWeight: 'normal' } } });
      return;
    }
    const style = t => t === best ? { color: css('--good'), width: 3.5, opacity: 1 } : t.state === 'PRUNED' ? { color: css('--off'), width: 1, opacity: 0.6, type: 'dashed' } : { color: css('--accent'), width: 1.2, opacity: 0.45 };
    draw(byId('curves'), {
      grid: { left: 8, right: 14, top: 34, bottom: 24, containLabel: true },
      legend: { top: 0, selectedMode: true, textStyle: { color: css('--muted') }, data: [{ name: 'complete', itemStyle: { color: css('--accent') } }, { name: 'pruned', itemStyle: { color: css('--off') } }, { name: 'best', itemStyle: { color: css('--good') } }] },
      tooltip: tip({ trigger: 'item', formatter: p => `trial ${p.data[2]}, step ${p.data[0]}<br>${plain(p.data[1])}` }),
      xAxis: axis({ type: 'value', minInterval: 1, name: 'step', nameLocation: 'middle', nameGap: 24, max: 'dataMax', splitLine: { show: false } }),
      yAxis: axis({ type: 'value', scale: true, axisLabel: { color: css('--muted'), formatter: short }, ...bounds(reported.flatMap(t => t.curve.map(c => c[1]))) }),
      series: reported.map(t => ({
        name: t === best ? 'best' : t.state === 'PRUNED' ? 'pruned' : 'complete', type: 'line', z: t === best ? 5 : 2, symbol: 'circle', symbolSize: t.curve.length === 1 ? 4 : 3,
        showSymbol: t.curve.length === 1 || t.state === 'PRUNED', itemStyle: { color: style(t).color, opacity: style(t).opacity }, lineStyle: style(t), emphasis: { focus: 'series' }, data: t.curve.map(c => [c[0], c[1], t.number]),
      })),
    });
  }

  const scale = p => p.choices ? { type: 'category', data: p.choices.map(show) } : { type: p.log ? 'log' : 'value', min: p.low, max: p.high, scale: true };

  function slices() {
    byId('slices').replaceChildren();
    for (const p of study.parameters) {
      const element = make('div', undefined, 'chart');
      byId('slices').append(element);
      const data = valued.filter(t => p.name in t.params).map(t => ({
        value: [p.choices ? show(t.params[p.name]) : t.params[p.name], t.value, t.number],
        symbol: t.state === 'PRUNED' ? 'diamond' : 'circle',
        itemStyle: { color: t === best ? css('--good') : t.state === 'PRUNED' ? css('--off') : css('--accent'), opacity: t === best ? 1 : 0.2 + 0.6 * t.number / Math.max(1, study.trials.length - 1) },
      }));
      draw(element, {
        title: { text: p.name, left: 'center', top: 0, textStyle: { color: css('--text'), fontSize: 13, fontWeight: 600 } },
        grid: { left: 4, right: 16, top: 28, bottom: 4, containLabel: true },
        tooltip: tip({ trigger: 'item', formatter: q => `trial ${q.data.value[2]}<br>${plain(p.name)} ${plain(q.data.value[0])}<br>${plain(q.data.value[1])}` }),
        xAxis: axis({ ...scale(p), splitNumber: 3, splitLine: { show: false }, axisLabel: { color: css('--muted'), hideOverlap: true, formatter: p.choices ? undefined : short } }),
        yAxis: axis({ type: 'value', scale: true, splitNumber: 3, axisLabel: { color: css('--muted'), formatter: short }, ...bounds(valued.map(t => t.value)) }),
        series: [{ type: 'scatter', symbolSize: 7, data }],
      });
    }
  }

  function parallel() {
    const shown = valued.filter(t => study.parameters.every(p => p.name in t.params));
    const values = shown.map(t => t.value), limit = bounds(values);
    const low = limit.min ?? Math.min(...values), high = limit.max ?? Math.max(...values);
    if (shown.length === 0) {
      draw(byId('parallel'), { title: { text: 'No two trials share all parameters.', left: 'center', top: 'middle', textStyle: { color: css('--muted'), fontSize: 13, fontWeight: 'normal' } } });
      return;
    }
    const colours = [css('--good'), css('--accent'), css('--off')];
    draw(byId('parallel'), {
      tooltip: tip({}),
      parallel: { left: 36, right: 48, top: 44, bottom: 28 },
      visualMap: { show: false, dimension: 0, min: low, max: high > low ? high : low + 1, inRange: { color: sign > 0 ? colours : [...colours].reverse() } },
      parallelAxis: [{ name: 'value' }, ...study.parameters].map((p, i) => ({
        dim: i, name: p.name, nameTextStyle: { color: css('--text'), fontSize: 11 }, nameGap: i % 2 ? 30 : 14,
        axisLine: { lineStyle: { color: css('--muted') } }, axisTick: { lineStyle: { color: css('--line') } },
        ...(i === 0 ? { type: 'value', min: low, max: high } : scale(p)), axisLabel: { color: css('--muted'), formatter: p.choices ? undefined : short },
      })),
      series: [{ type: 'parallel', smooth: false, lineStyle: { width: 1.3, opacity: 0.55 }, inactiveOpacity: 0.04, data: shown.sort((a, b) => sign * (b.value - a.value)).map(t => [t.value, ...study.parameters.map(p => p.choices ? show(t.params[p.name]) : t.params[p.name])]) }],
    });
  }

  text();
  table();
  page.show(() => { history(); importance(); curves(); slices(); parallel(); });
})();
