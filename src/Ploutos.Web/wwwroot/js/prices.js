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

const names = {
  sma_20: 'SMA 20',
  sma_50: 'SMA 50',
  sma_200: 'SMA 200',
  bollinger_upper: 'Bollinger ↑',
  bollinger_lower: '↓',
  rsi_14: 'RSI 14',
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
  // The wheel and a finger's up and down move the page; across, they move the chart.
  handleScroll: { mouseWheel: false, vertTouchDrag: false },
  handleScale: { mouseWheel: false },
});

/** Zooms a chart by the wheel while Ctrl is held, about the place under the pointer. */
export function zoomWithCtrl(element, chart) {
  element.addEventListener(
    'wheel',
    event => {
      const scale = chart.timeScale(),
        range = scale.getVisibleLogicalRange();
      if (!event.ctrlKey || !range) return;
      event.preventDefault();
      const at = scale.coordinateToLogical(event.clientX - element.getBoundingClientRect().left) ?? range.to;
      const factor = Math.exp(Math.sign(event.deltaY) * 0.15);
      scale.setVisibleLogicalRange({ from: at + (range.from - at) * factor, to: at + (range.to - at) * factor });
    },
    { passive: false },
  );
}

export class PriceChart {
  #bars;
  #chart;
  #candles;
  #volume;
  #markers;
  #lines = new Map();
  #signals = [];
  #trades = [];
  #legend;
  #asOf;

  /** @param asOf the day that the page is about, or nothing for the newest. */
  constructor(element, legend, bars, asOf) {
    this.#bars = bars;
    this.#asOf = asOf;
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
    this.#markers = createSeriesMarkers(this.#candles, []);
    this.#chart.subscribeCrosshairMove(move => this.#tell(move.logical ?? this.#end()));
    this.#keys(element);
    zoomWithCtrl(element, this.#chart);
    this.#candle();
    withTheme(() => this.#paint());
    this.#tell(this.#end());
  }

  get bars() {
    return this.#bars;
  }

  /** Takes more bars than there were. */
  replace(bars) {
    this.#bars = bars;
    this.#candle();
    for (const name of [...this.#lines.keys()]) {
      this.toggle(name, false);
      this.toggle(name, true);
    }
    this.#paint();
    this.#tell(this.#end());
  }

  /** The bar that the page is about. */
  #end() {
    const { dates } = this.#bars;
    const after = this.#asOf ? dates.findIndex(d => d > this.#asOf) : -1;
    return (after < 0 ? dates.length : Math.max(1, after)) - 1;
  }

  #candle() {
    const b = this.#bars;
    this.#candles.setData(b.dates.map((time, i) => ({ time, open: b.open[i], high: b.high[i], low: b.low[i], close: b.close[i] })));
  }

  /** Shows the bars up to the one that the page is about; 0 for all. Of those after it a few are seen, too. */
  last(count) {
    const all = this.#bars.dates.length,
      end = this.#end() + 1,
      width = count || all,
      beyond = end < all ? width * 0.2 : Math.max(1, width * 0.02);
    this.#chart.timeScale().setVisibleLogicalRange(
      count ? { from: Math.max(0, end - width) - 0.5, to: end + beyond } : { from: -0.5, to: all + beyond },
    );
  }


  /** Shows or hides an indicator. */
  toggle(name, shown) {
    if (!shown) {
      for (const series of this.#lines.get(name) ?? []) this.#chart.removeSeries(series);
      this.#lines.delete(name);
      this.#tell(this.#end());
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
    this.#tell(this.#end());
  }

  /** Marks past signals: shape and place tell them apart, colour repeats it. */
  mark(signals) {
    this.#signals = signals;
    const known = new Set(this.#bars.dates);
    const looked = this.#asOf ? this.#bars.dates[this.#end()] : null;
    this.#markers.setMarkers(
      [
        ...signals
          .filter(s => known.has(s.as_of))
          .map(s => {
            const [position, shape, tone, size] = looks[s.signal] ?? looks.HOLD;
            return { time: s.as_of, position, shape, color: colour(tone), size };
          }),
        ...this.#arrows(known),
        ...(looked
          ? [{ time: looked, position: 'aboveBar', shape: 'arrowDown', color: colour('accent'), size: 2, text: word('day-marked') }]
          : []),
      ].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)),
    );
  }

  /** Marks the trades of a backtest with arrows where they were opened and closed. */
  trade(trades) {
    this.#trades = trades;
    this.mark(this.#signals);
  }

  #arrows(known) {
    const arrow = (time, buys, text) => ({
      time,
      position: buys ? 'belowBar' : 'aboveBar',
      shape: buys ? 'arrowUp' : 'arrowDown',
      color: colour('accent'),
      size: 2,
      text: word(text),
    });
    return this.#trades
      .flatMap(t => [arrow(t.opened, t.side === 'long', 'trade-in'), ...(t.closed ? [arrow(t.closed, t.side !== 'long', 'trade-out')] : [])])
      .filter(a => known.has(a.time));
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
    const indicators = [...this.#lines.keys()]
      .flatMap(name => lines[name].map(([column]) => column))
      .map(column => `   ${names[column]} ${number(b.indicators[column][i], 2)}`);
    this.#legend.textContent =
      `${day(b.dates[i])}   ${word('open')} ${number(b.open[i], 2)}   ${word('high')} ${number(b.high[i], 2)}   ` +
      `${word('low')} ${number(b.low[i], 2)}   ${word('close')} ${number(b.close[i], 2)}   ${word('volume')} ${compact(b.volume[i])}` +
      indicators.join('');
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
