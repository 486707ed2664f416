// Running a back-test and showing what it came to.

import { api } from "./api.js";
import { EquityCurve } from "./curve.js";
import { busy, clear, figures, fill, find, make, show, tellProblem } from "./dom.js";
import { barTime, count, money, percent, price, quantity, ratio, signed, trend } from "./format.js";
import { strategyForm } from "./strategy.js";

const POLL_MILLISECONDS = 700; // Only where no message comes.
const FIRST_TRADES = 100;

export class BacktestView {
  #curve = new EquityCurve(find("curve"), (point) => this.#curveLegend(point));
  #chart;
  #running = null;
  #wake = () => {};
  #result = null;
  #onShown;

  constructor(chart, { series, onShown }) {
    this.#chart = chart;
    this.#onShown = onShown;
    strategyForm.initialize();
    find("strategy").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#run(series());
    });
    find("cancel").addEventListener("click", () => this.#cancel());
  }

  /** Of the series whose result is shown, or null. */
  get series() {
    return this.#result?.series ?? null;
  }

  /** A message said that a back-test got further. */
  heard({ id }) {
    if (id === this.#running) {
      this.#wake();
    }
  }

  /** Puts the trades of the result on the chart. */
  mark() {
    this.#chart.mark(this.#result?.fills ?? []);
  }

  #run(series) {
    const box = find("strategy-outcome");
    strategyForm.clearErrors();
    if (!series) {
      tellProblem(box, { title: "There are no bars to test on.", message: "Load demo data or import a CSV file first." });
      return;
    }
    busy(find("run"), box, async () => {
      try {
        const request = strategyForm.read(series);
        const { id } = await api.startBacktest(request);
        this.#running = id;
        const ended = await this.#follow(id);
        if (ended.status === "completed") {
          await this.#showResult(id, ended.result, series, Number(request.initialCash));
        } else if (ended.status === "failed") {
          tellProblem(box, { title: "The back-test failed.", message: ended.error ?? "The server's log says why." });
        }
      } catch (problem) {
        if (!problem.errors) {
          throw problem;
        }
        const rest = strategyForm.showErrors(problem.errors);
        const placed = Object.keys(problem.errors).length - Object.keys(rest).length;
        if (placed === 0 || Object.keys(rest).length > 0) {
          problem.errors = rest;
          throw problem;
        }
      } finally {
        this.#running = null;
        show(find("progress"), false);
      }
    });
  }

  // Messages make it quick, asking makes it certain.
  async #follow(id) {
    const bar = find("progress");
    show(bar, true);
    for (;;) {
      const state = await api.backtest(id);
      bar.querySelector("progress").value = state.progress ?? 0;
      bar.querySelector("span").textContent = state.status === "queued" ? "queued" : percent(state.progress ?? 0);
      if (!["queued", "running"].includes(state.status)) {
        return state;
      }
      await new Promise((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, POLL_MILLISECONDS);
      });
    }
  }

  async #cancel() {
    if (this.#running) {
      await api.cancelBacktest(this.#running).catch((problem) => tellProblem(find("strategy-outcome"), problem));
      this.#wake();
    }
  }

  async #showResult(id, result, series, initialCash) {
    const [points, trades] = await Promise.all([this.#equity(id), api.backtestTrades(id)]);
    const fills = trades.trades.flatMap((trade) => [
      { time: trade.entryTime, side: trade.isShort ? "sell" : "buy" },
      ...(trade.exitTime ? [{ time: trade.exitTime, side: trade.isShort ? "buy" : "sell" }] : []),
    ]);
    this.#result = { series, fills, trades: trades.trades };
    this.#figures(result);
    this.#curve.set(points.map(({ time }) => Date.parse(time)), points.map((point) => point.equity), initialCash);
    this.#trades(FIRST_TRADES);
    show(find("result-empty"), false);
    show(find("result"), true);
    show(find("trades-card"), true);
    find("result-title").replaceChildren(`Result on ${series.symbol} · ${series.interval}`, series.synthetic ? make("span", { class: "badge" }, "SYNTHETIC") : "");
    find("report").href = `/api/backtests/${id}/report?format=html`;
    this.#curveLegend(null);
    this.#onShown(series);
    clear(find("strategy-outcome"));
  }

  async #equity(id) {
    const points = [];
    let continuation = null;
    do {
      const page = await api.backtestEquity(id, continuation);
      points.push(...page.points);
      continuation = page.continuation;
    } while (continuation);
    return points;
  }

  #figures(result) {
    figures(find("figures"), [
      ["Total return", percent(result.totalReturn, { sign: true }), trend(result.totalReturn)],
      ["Final equity", money(result.finalEquity)],
      ["Max drawdown", percent(-result.maxDrawdown), "down", "Largest fall from a peak of equity"],
      ["Sharpe", ratio(result.sharpe), null, "Annualised, against a risk-free rate of zero"],
      ["Buys / sells", `${count(result.buys)} / ${count(result.sells)}`],
      ["Trades won", result.sells ? percent(result.winners / result.sells) : "–", null, "Closed trades that gained after both commissions"],
      ["Fees paid", money(result.feesPaid)],
    ]);
  }

  #curveLegend(point) {
    find("curve-legend").replaceChildren(...(point
      ? [make("b", {}, barTime(point.time, this.series?.interval)), make("span", {}, "Equity ", make("b", {}, money(point.equity))), make("span", {}, "Drawdown ", make("b", { class: "down" }, percent(point.drawdown)))]
      : ["Equity, and below it the fall from its peak. The dashed line is the starting cash."]));
  }

  #trades(most) {
    const { trades, series } = this.#result;
    const newest = trades.toReversed();
    fill(find("trades"), [
      { title: "Bought", cell: (trade) => barTime(trade.entryTime, series.interval) },
      { title: "at", cell: (trade) => price(trade.entryPrice) },
      { title: "Sold", cell: (trade) => (trade.exitTime ? barTime(trade.exitTime, series.interval) : "open") },
      { title: "at", cell: (trade) => price(trade.exitPrice) },
      { title: "Quantity", cell: (trade) => quantity(Math.round(trade.quantity * 1e4) / 1e4) },
      { title: "Profit", cell: (trade) => signed(trade.profit), className: (trade) => trend(trade.profit) },
      { title: "Return", cell: (trade) => percent(trade.return, { sign: true }), className: (trade) => trend(trade.return) },
    ], newest.slice(0, most), { onRow: (trade) => this.#chart.reveal(trade.entryTime), empty: "The rules never bought. Try a looser rule or a longer series." });
    const more = find("all-trades");
    show(more, newest.length > most);
    more.textContent = `Show all ${count(newest.length)} trades`;
    more.onclick = () => this.#trades(Infinity);
  }
}
