'use strict';
// What the pages share: their data, colours of the theme, axes and tooltips, charts that follow theme, width and print.
const page = (() => {
  const root = document.documentElement, system = matchMedia('(prefers-color-scheme: dark)'), themeButton = document.getElementById('theme');
  const charts = [];
  let redraw = () => {}, chosen = null, printing = false;

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const css = name => getComputedStyle(root).getPropertyValue(name).trim();
  const axis = extra => ({ axisLine: { lineStyle: { color: css('--line') } }, axisLabel: { color: css('--muted'), hideOverlap: true }, splitLine: { lineStyle: { color: css('--line') } }, nameTextStyle: { color: css('--muted') }, ...extra });
  const tip = extra => ({ backgroundColor: css('--card'), borderColor: css('--line'), textStyle: { color: css('--text') }, confine: true, ...extra });
  const legend = extra => ({ top: 0, itemGap: 20, textStyle: { color: css('--muted') }, ...extra });
  const base = () => ({ backgroundColor: 'transparent', animation: false, textStyle: { fontFamily: 'inherit' }, color: [css('--accent'), css('--good'), css('--off'), css('--bad')] });
  const message = text => ({ title: { text, left: 'center', top: 'middle', textStyle: { color: css('--muted'), fontSize: 13, fontWeight: 'normal' } } });
  const plain = value => String(value).replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

  function draw(element, option) {
    const chart = echarts.init(element, null, { renderer: 'svg', width: printing ? Math.min(680, element.clientWidth) : undefined });
    chart.setOption({ ...base(), ...option });
    chart.getZr().flush(); // at once: paper does not wait for the next frame
    charts.push(chart);
  }

  function drawAll() {
    charts.forEach(c => c.dispose());
    charts.length = 0;
    redraw();
  }

  const isDark = () => chosen ? chosen === 'dark' : system.matches;
  const label = () => { themeButton.textContent = isDark() ? 'Light' : 'Dark'; };
  const remember = () => { try { localStorage.setItem('ploutos-theme', chosen); } catch { /* a page of a file may store nothing */ } };
  try { chosen = localStorage.getItem('ploutos-theme'); } catch { /* the same */ }
  if (chosen !== 'dark' && chosen !== 'light') chosen = null;
  if (chosen) root.dataset.theme = chosen;
  label();
  themeButton.addEventListener('click', () => {
    chosen = isDark() ? 'light' : 'dark';
    root.dataset.theme = chosen;
    remember();
    label();
    drawAll();
  });
  system.addEventListener('change', () => { label(); drawAll(); });
  addEventListener('resize', () => { if (!printing) charts.forEach(c => c.resize()); });
  addEventListener('beforeprint', () => {
    printing = true;
    document.querySelectorAll('details').forEach(d => d.removeAttribute('open'));
    root.dataset.theme = 'light';
    drawAll();
  });
  addEventListener('afterprint', () => {
    printing = false;
    if (chosen) root.dataset.theme = chosen; else delete root.dataset.theme;
    drawAll();
  });

  return {
    data: JSON.parse(document.getElementById('data').textContent), make, css, axis, tip, legend, base, message, plain, draw,
    byId: id => document.getElementById(id),
    narrow: () => root.clientWidth < 520,
    show: all => { redraw = all; drawAll(); },
  };
})();
