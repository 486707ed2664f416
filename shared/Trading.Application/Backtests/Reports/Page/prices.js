// Prices with the trades on them, and the way from a trade to its place.

import { CandleChart, FIRST_BARS } from "./chart.js";
import { find, make } from "./dom.js";
import { barTime, money, percent, price, signed } from "./format.js";

export class Prices {
  #chart;
  #candles;
  #trades;
  #interval;
  #entries;
  #current = -1;

  constructor({ candles, run }, trades) {
    this.#candles = candles;
    this.#trades = trades;
    this.#interval = run.interval;
    this.#entries = trades.map((trade) => ({ from: this.#indexOf(trade.entry), to: trade.exit === null ? candles.time.length : this.#indexOf(trade.exit) }));
    this.#chart = new CandleChart(find("prices"), (index) => this.#tell(index), { isPageScrolled: true });
    this.#chart.setBars(candles);
    // The candles are those of the first symbol, and so are the trades on them.
    this.#chart.setMarkers(trades.flatMap((trade, i) => {
      if (trade.instrument !== 0) {
        return [];
      }

      const [opens, closes] = trade.side > 0 ? ["buy", "sell"] : ["sell", "buy"];
      return [{ index: this.#entries[i].from, side: opens, price: trade.entryPrice },
        ...(trade.exit === null ? [] : [{ index: this.#entries[i].to, side: closes, price: trade.exitPrice }])];
    }));
    find("candle-size").textContent = candles.barsEach > 1 ? `${candles.barsEach} bars in a candle` : "";
    find("trade-before").addEventListener("click", () => this.#go(this.#current < 0 ? trades.length - 1 : this.#current - 1));
    find("trade-after").addEventListener("click", () => this.#go(this.#current < 0 ? trades.length - 1 : this.#current + 1));
    find("prices-all").addEventListener("click", () => this.#chart.fit());
    this.#tell(null);
    if (this.#entries.length && this.#entries.at(-1).to < candles.time.length - FIRST_BARS) {
      this.#go(trades.length - 1);
    }
  }

  /** Brings a trade into the middle of the chart. */
  show(index) {
    this.#go(index);
    find("prices").scrollIntoView({ block: "center" });
  }

  #go(index) {
    if (index < 0 || index >= this.#trades.length) {
      return;
    }
    this.#current = index;
    const { from, to } = this.#entries[index];
    this.#chart.reveal(Math.round((from + Math.min(to, this.#candles.time.length - 1)) / 2));
    find("prices-legend").replaceChildren(...this.#words(index));
  }

  // The candle that holds a time: the last that begins at or before it.
  #indexOf(time) {
    const { time: times } = this.#candles;
    let [low, high] = [0, times.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (times[middle] <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  #tell(index) {
    const legend = find("prices-legend");
    if (index === null) {
      legend.textContent = "Point at a candle or a mark.";
      return;
    }
    const { time, open, high, low, close } = this.#candles;
    const held = this.#entries.findIndex(({ from, to }) => index >= from && index <= to);
    legend.replaceChildren(
      make("b", {}, barTime(time[index], this.#interval)), make("span", {}, `O ${price(open[index])}`), make("span", {}, `H ${price(high[index])}`),
      make("span", {}, `L ${price(low[index])}`), make("span", {}, `C ${price(close[index])}`), ...(held < 0 ? [] : this.#words(held)));
  }

  #words(index) {
    const trade = this.#trades[index];
    const result = trade.exit === null ? "open" : `${signed(trade.profit)} (${percent(trade.return, { sign: true })})`;
    return [
      make("span", { class: "trade" }, `Trade ${index + 1}: ${trade.side > 0 ? "long" : "short"} from ${barTime(trade.entry, this.#interval)} at ${price(trade.entryPrice)}`),
      make("span", {}, trade.exit === null ? "" : `to ${barTime(trade.exit, this.#interval)} at ${price(trade.exitPrice)}`),
      make("b", { class: trade.profit < 0 ? "lost" : "gain" }, result), make("span", {}, `fees ${money(trade.fees)}`),
    ];
  }
}
