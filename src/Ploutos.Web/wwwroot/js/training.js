// A training's curves, from the events of its job: loss of training and validation, and the learning rate, by epoch.
import { draw } from './charts.js';
import { colour } from './colours.js';
import { has, make, number, setting, table, word } from './words.js';

const into = document.getElementById('training');
const experts = new Map(); // epochs by expert
let stream = null,
  followed = null,
  due = false;

function option(epochs) {
  const line = (name, key, style) => ({ name: word(name), type: 'line', symbol: epochs.length > 1 ? 'none' : 'circle', data: epochs.map(e => [e.epoch, e[key]]), ...style });
  return {
    legend: {},
    grid: { left: 8, right: 12, top: 30, bottom: 30, containLabel: true },
    tooltip: {
      trigger: 'axis',
      formatter: points => [`${word('epoch')} ${points[0].value[0]}`, ...points.map(p => `${p.seriesName} ${p.seriesIndex === 2 ? setting(p.value[1]) : number(p.value[1], 5)}`)].join('\n'),
    },
    xAxis: { type: 'value', name: word('epoch'), nameLocation: 'middle', nameGap: 24, minInterval: 1, min: 1, splitLine: { show: false } },
    yAxis: [
      { type: 'value', scale: true, axisLabel: { color: colour('muted'), formatter: v => number(v, 4) } },
      { type: 'value', scale: true, splitLine: { show: false }, axisLabel: { color: colour('muted'), formatter: v => v.toExponential(0) } },
    ],
    series: [
      line('train-loss', 'train_loss', { lineStyle: { width: 1.6, type: 'dashed', color: colour('muted') }, itemStyle: { color: colour('muted') } }),
      line('validation-loss', 'validation_loss', { lineStyle: { width: 2.4, color: colour('accent') }, itemStyle: { color: colour('accent') } }),
      line('learning-rate', 'learning_rate', { yAxisIndex: 1, lineStyle: { width: 1.2, type: 'dotted', color: colour('high') }, itemStyle: { color: colour('high') } }),
    ],
  };
}

function card(expert) {
  const id = 'training-' + expert,
    title = has('expert-' + expert) ? word('expert-' + expert) : expert;
  const figure = make('figure'),
    details = make('details');
  figure.append(make('figcaption', title, { class: 'small' }), make('div', null, { id, class: 'chart small', role: 'img', 'aria-label': word('training-label', title) }), details);
  details.append(make('summary', word('as-table')), make('div', null, { class: 'scroll tall', tabindex: '0', role: 'group', 'aria-label': title }));
  details.addEventListener('toggle', () => {
    if (!details.open) return;
    details.lastChild.replaceChildren(
      table(
        [word('epoch'), word('train-loss'), word('validation-loss'), word('learning-rate')],
        experts.get(expert).map(e => [e.epoch, number(e.train_loss, 5), number(e.validation_loss, 5), setting(e.learning_rate)]),
      ),
    );
  });
  into.append(figure);
}

function paint() {
  due = false;
  into.hidden = experts.size === 0;
  for (const [expert, epochs] of experts) {
    if (!document.getElementById('training-' + expert)) card(expert);
    draw('training-' + expert, () => option(epochs));
  }
}

/** Draws a training while it runs; its stream ends with it. */
export function follow(job) {
  if (followed === job.id) return;
  stream?.close();
  followed = job.id;
  experts.clear();
  into.replaceChildren(); // the cards of the training before
  stream = new EventSource(`/api/v7/jobs/${encodeURIComponent(job.id)}/events`);
  stream.addEventListener('epoch', event => {
    const epoch = JSON.parse(event.data),
      known = experts.get(epoch.expert) ?? [];
    // Folds of the choice are trained one after another: a count that begins again is another training.
    experts.set(epoch.expert, epoch.epoch <= (known.at(-1)?.epoch ?? 0) ? [epoch] : [...known, epoch]);
    if (due) return;
    due = true;
    setTimeout(paint, 250);
  });
  stream.addEventListener('end', () => stream.close());
}
