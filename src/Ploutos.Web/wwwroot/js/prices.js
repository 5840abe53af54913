// The price chart: candles and volume, indicators by choice, signals as markers.
import {
  CandlestickSeries,
  HistogramSeries,
  LineSeries,
  createChart,
  createSeriesMarkers,
} from '../vendor/lightweight-charts/lightweight-charts.standalone.production.mjs';
import { colour, font, withTheme } from './colours.js';
import { compact, day, number, word } from './words.js';

const lines = {
  sma_20: [['sma_20', 'high', 1]],
  sma_50: [['sma_50', 'accent', 2]],
  sma_200: [['sma_200', 'hold', 2]],
  bollinger: [
    ['bollinger_upper', 'muted', 1],
    ['bollinger_lower', 'muted', 1],
  ],
  rsi_14: [['rsi_14', 'high', 1]],
};

const looks = {
  'STRONG BUY': ['belowBar', 'arrowUp', 'up', 2],
  BUY: ['belowBar', 'arrowUp', 'up', 1],
  SELL: ['aboveBar', 'arrowDown', 'down', 1],
  'STRONG SELL': ['aboveBar', 'arrowDown', 'down', 2],
  HOLD: ['aboveBar', 'square', 'hold', 0.6],
  'STRONG HOLD': ['aboveBar', 'square', 'hold', 1],
};

/** Options that all time charts share. */
export const options = () => ({
  autoSize: true,
  layout: {
    attributionLogo: false,
    background: { color: 'transparent' },
    textColor: colour('muted'),
    fontFamily: font,
    panes: { separatorColor: colour('line') },
  },
  grid: { vertLines: { color: colour('line', 0.5) }, horzLines: { color: colour('line', 0.5) } },
  rightPriceScale: { borderColor: colour('line') },
  timeScale: { borderColor: colour('line'), minBarSpacing: 0.05 },
  localization: { locale: document.documentElement.lang },
});

export class PriceChart {
  #bars;
  #chart;
  #candles;
  #volume;
  #markers;
  #lines = new Map();
  #signals = [];
  #legend;

  constructor(element, legend, bars) {
    this.#bars = bars;
    this.#legend = legend;
    this.#chart = createChart(element, options());
    this.#chart.applyOptions({ localization: { priceFormatter: price => number(price, 2) } });
    this.#candles = this.#chart.addSeries(CandlestickSeries, {});
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.#chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
    this.#candles.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.2 } });
    this.#candles.setData(
      bars.dates.map((time, i) => ({ time, open: bars.open[i], high: bars.high[i], low: bars.low[i], close: bars.close[i] })),
    );
    this.#markers = createSeriesMarkers(this.#candles, []);
    this.#chart.subscribeCrosshairMove(move => this.#tell(move.logical ?? bars.dates.length - 1));
    this.#keys(element);
    withTheme(() => this.#paint());
    this.#tell(bars.dates.length - 1);
  }

  /** Shows the newest bars. */
  last(count) {
    const end = this.#bars.dates.length;
    this.#chart.timeScale().setVisibleLogicalRange({ from: Math.max(0, end - count) - 0.5, to: end + Math.max(1, count * 0.02) });
  }

  /** Shows or hides an indicator. */
  toggle(name, shown) {
    if (!shown) {
      for (const series of this.#lines.get(name) ?? []) this.#chart.removeSeries(series);
      this.#lines.delete(name);
      return;
    }
    this.#lines.set(
      name,
      lines[name].map(([column, tone, width]) => {
        const series = this.#chart.addSeries(
          LineSeries,
          {
            color: colour(tone),
            lineWidth: width,
            priceLineVisible: false,
            lastValueVisible: name === 'rsi_14',
            crosshairMarkerVisible: false,
          },
          name === 'rsi_14' ? 1 : 0,
        );
        series.setData(this.#bars.dates.map((time, i) => ({ time, value: this.#bars.indicators[column][i] ?? undefined })));
        return series;
      }),
    );
    if (name === 'rsi_14') this.#chart.panes()[1]?.setHeight(80);
  }

  /** Marks past signals: shape and place tell them apart, colour repeats it. */
  mark(signals) {
    this.#signals = signals;
    const known = new Set(this.#bars.dates);
    this.#markers.setMarkers(
      signals
        .filter(s => known.has(s.as_of))
        .map(s => {
          const [position, shape, tone, size] = looks[s.signal] ?? looks.HOLD;
          return { time: s.as_of, position, shape, color: colour(tone), size };
        }),
    );
  }

  #paint() {
    const [up, down] = [colour('up'), colour('down')];
    this.#chart.applyOptions(options());
    // Rising candles are hollow, falling ones filled: no colour is needed to tell them apart.
    this.#candles.applyOptions({
      upColor: colour('card'),
      borderUpColor: up,
      wickUpColor: up,
      downColor: down,
      borderDownColor: down,
      wickDownColor: down,
    });
    this.#volume.setData(
      this.#bars.dates.map((time, i) => ({
        time,
        value: this.#bars.volume[i],
        color: colour(this.#bars.close[i] >= this.#bars.open[i] ? 'up' : 'down', 0.32),
      })),
    );
    for (const [name, list] of this.#lines) list.forEach((series, i) => series.applyOptions({ color: colour(lines[name][i][1]) }));
    this.mark(this.#signals);
  }

  #tell(index) {
    const b = this.#bars,
      i = Math.min(Math.max(Math.round(index), 0), b.dates.length - 1);
    this.#legend.textContent =
      `${day(b.dates[i])}   ${word('open')} ${number(b.open[i], 2)}   ${word('high')} ${number(b.high[i], 2)}   ` +
      `${word('low')} ${number(b.low[i], 2)}   ${word('close')} ${number(b.close[i], 2)}   ${word('volume')} ${compact(b.volume[i])}`;
  }

  #keys(element) {
    element.addEventListener('keydown', event => {
      const range = this.#chart.timeScale().getVisibleLogicalRange();
      if (!range || event.ctrlKey || event.altKey || event.metaKey) return;
      const width = range.to - range.from;
      const [from, to] = { ArrowLeft: [-0.1, -0.1], ArrowRight: [0.1, 0.1], '+': [0.15, 0], '-': [-0.15, 0] }[event.key] ?? [0, 0];
      if (from === 0 && to === 0) return;
      event.preventDefault();
      this.#chart.timeScale().setVisibleLogicalRange({ from: range.from + from * width, to: range.to + to * width });
    });
  }
}
