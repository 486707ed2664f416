// The chart card: which series it shows, how much of it may be seen, and where it was traded.

import { api } from "./api.js";
import { CandleChart } from "./chart.js";
import { find, make, show } from "./dom.js";
import { barTime, count, isoDate, percent, price } from "./format.js";

const MOST_BARS = 30_000;

export const keyOf = ({ market, symbol, interval }) => `${market}:${symbol}|${interval}`;

export class ChartView {
  #chart = new CandleChart(find("chart"), (index) => this.#legend(index));
  #cache = new Map();
  #series = null;
  #bars = null;
  #shown = 0;
  #wanted = 0;

  constructor() {
    for (const button of document.querySelectorAll(".zoom button")) {
      button.addEventListener("click", () => (button.dataset.bars === "all" ? this.#chart.fit() : this.#chart.showLast(Number(button.dataset.bars))));
    }
  }

  /** Forgets what was loaded of a series, since more was stored. */
  forget(series) {
    this.#cache.delete(keyOf(series));
    if (this.#series && keyOf(this.#series) === keyOf(series)) {
      this.#series = null;
    }
  }

  /** Shows a series: {market, symbol, interval, synthetic}. Gives false when another was asked for meanwhile. */
  async showSeries(series) {
    const turn = ++this.#wanted;
    const bars = await this.#load(series);
    if (turn !== this.#wanted) {
      return false;
    }
    if (!this.#series || keyOf(this.#series) !== keyOf(series)) {
      this.#bars = bars;
      this.#chart.setMarkers([]);
      this.#chart.setBars(bars);
    }
    this.#series = series;
    this.#shown = bars.time.length;
    this.#chart.setShown(this.#shown);
    find("chart-title").textContent = `${series.symbol} · ${series.interval}`;
    show(find("synthetic"), series.synthetic ?? false);
    show(find("chart-empty"), bars.time.length === 0);
    this.#legend(null);
    return true;
  }

  /** Shows no bar after a time: a replay knows nothing of them yet. Null shows none before its first. */
  showUntil(time) {
    const end = time === null ? 0 : this.#after(time);
    if (end === this.#shown) {
      return;
    }
    this.#shown = end;
    this.#chart.setShown(end);
    this.#legend(null);
  }

  /** Marks fills: {time, side}. */
  mark(fills) {
    if (!this.#bars) {
      return;
    }
    const markers = fills.map(({ time, side }) => ({ index: this.#after(time) - 1, side }));
    this.#chart.setMarkers(markers.filter(({ index }) => index >= 0));
  }

  reveal(time) {
    this.#chart.reveal(this.#after(time) - 1);
  }

  showLast(bars) {
    this.#chart.showLast(bars);
  }

  // How many bars have begun by a time.
  #after(time) {
    const at = new Date(time).getTime();
    let low = 0;
    let high = this.#bars.time.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#bars.time[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  async #load(series) {
    const key = keyOf(series);
    if (!this.#cache.has(key)) {
      this.#cache.set(key, await this.#fetch(series));
    }
    return this.#cache.get(key);
  }

  // A series of a million bars is not drawn whole: its newest part is.
  async #fetch(series) {
    const bars = { time: [], open: [], high: [], low: [], close: [], volume: [] };
    let from;
    if (series.count > MOST_BARS) {
      const [first, last] = [new Date(series.first).getTime(), new Date(series.last).getTime()];
      from = isoDate(last - ((last - first) * MOST_BARS) / series.count);
    }
    let continuation = null;
    do {
      const page = await api.bars(series, { from, continuation });
      for (const bar of page.bars) {
        bars.time.push(Date.parse(bar.time));
        for (const column of ["open", "high", "low", "close", "volume"]) {
          bars[column].push(bar[column]);
        }
      }
      continuation = page.continuation;
    } while (continuation && bars.time.length < 2 * MOST_BARS);
    return bars;
  }

  #legend(hovered) {
    const legend = find("legend");
    const index = hovered ?? this.#shown - 1;
    if (!this.#bars || index < 0) {
      legend.replaceChildren();
      return;
    }
    const { time, open, high, low, close, volume } = this.#bars;
    const change = index > 0 ? close[index] / close[index - 1] - 1 : null;
    const of = (name, value) => make("span", {}, `${name} `, make("b", {}, value));
    legend.replaceChildren(
      make("b", {}, barTime(time[index], this.#series.interval)),
      of("O", price(open[index])), of("H", price(high[index])), of("L", price(low[index])), of("C", price(close[index])),
      change === null ? "" : make("b", { class: change < 0 ? "down" : "up" }, percent(change, { sign: true })),
      of("Vol", count(volume[index])),
    );
  }
}
