// Puts the report's data on the page.

import { axisNumber } from "./canvas.js";
import { find, make, show } from "./dom.js";
import { barTime, count, money, percent, price, quantity, ratio, signed } from "./format.js";
import { heatMap } from "./heatmap.js";
import { HistogramChart } from "./histogram.js";
import { showAllFigures, showHeadline, showHonesty } from "./honesty.js";
import { LineChart } from "./linechart.js";
import { Prices } from "./prices.js";
import { ScatterChart } from "./scatter.js";
import { SortedTable, choose } from "./tables.js";
import { View } from "./view.js";

const report = JSON.parse(find("data").textContent);
const { run, curve } = report;
const when = (time) => barTime(time, run.interval);
const axisShare = (value, step) => `${(value * 100).toFixed(Math.max(0, Math.min(4, Math.ceil(-Math.log10(step * 100) + 0.001))))}%`;
const gained = (value) => (value < 0 ? "lost" : value > 0 ? "gain" : null);
const items = (...texts) => texts.map((text) => (typeof text === "string" ? make("span", {}, text) : text));

function title() {
  find("title").textContent = `${run.symbol} ${run.interval}: ${run.name}`;
  find("subtitle").textContent = [
    run.market,
    `${count(run.bars)} bars from ${when(run.first)} to ${when(run.last)}`,
    ...(run.synthetic ? ["generated prices"] : []),
    `${money(run.initialEquity)} to ${money(run.finalEquity)} ${run.currency}`,
    `annualised by ${count(run.periodsPerYear)} bars a year`,
  ].join(" · ");
  find("rules").replaceChildren(
    make("dt", {}, "Enter"), make("dd", {}, make("code", {}, run.entry)),
    make("dt", {}, "Leave"), make("dd", {}, make("code", {}, run.exit ?? "by no rule")));
}

function equity() {
  const view = new View(0, curve.positions.at(-1), 10);
  const lines = [{ values: curve.equity, colour: "accent", soft: "accentSoft" }];
  if (curve.benchmark.length) {
    lines.unshift({ values: curve.benchmark, colour: "sell", dash: true });
  }
  find("equity-key").replaceChildren(
    make("span", { class: "line-equity" }, "━ strategy"),
    curve.benchmark.length ? make("span", { class: "line-benchmark" }, "╍ buy and hold, without costs") : "");
  const legend = find("equity-legend");
  const tell = (i) => legend.replaceChildren(...(i === null
    ? items("Point at the chart for the numbers of a bar.")
    : [make("b", {}, when(curve.times[i])), ...items(
      `Equity ${money(curve.equity[i])}`, `Drawdown ${percent(curve.drawdown[i])}`,
      curve.benchmark.length ? `Buy and hold ${money(curve.benchmark[i])}` : "")]));
  const upper = new LineChart(find("equity"), view, {
    at: curve.positions, times: curve.times, lines, write: axisNumber, base: run.initialEquity, onCursor: tell,
  });
  new LineChart(find("drawdown"), view, {
    at: curve.positions, times: curve.times, lines: [{ values: curve.drawdown, colour: "down", soft: "downSoft" }], write: axisShare, base: 0,
  });
  find("equity").setAttribute("aria-label", `Equity from ${money(run.initialEquity)} to ${money(run.finalEquity)}`);
  find("drawdown").setAttribute("aria-label", `Drawdown, at worst ${percent(Math.min(...curve.drawdown))}`);
  find("log").addEventListener("click", (event) => {
    const log = event.currentTarget.getAttribute("aria-pressed") !== "true";
    event.currentTarget.setAttribute("aria-pressed", String(log));
    upper.setLog(log);
  });
  find("zoom-in").addEventListener("click", () => view.zoom(0.6));
  find("zoom-out").addEventListener("click", () => view.zoom(1 / 0.6));
  find("zoom-all").addEventListener("click", () => view.reset());
}

function histogram(canvas, legend, data, noun) {
  if (!data) {
    show(find(canvas).closest("section"), false);
    return;
  }
  const all = data.counts.reduce((sum, value) => sum + value, 0);
  new HistogramChart(find(canvas), data, axisShare, (i) => find(legend).replaceChildren(...(i === null
    ? items(`${count(all)} ${noun}`, `mean ${percent(data.mean, { sign: true })}`, `median ${percent(data.median, { sign: true })}`)
    : items(
      `${percent(data.low + i * data.width)} to ${percent(data.low + (i + 1) * data.width)}`,
      `${count(data.counts[i])} ${noun}`, `${percent(data.counts[i] / all)} of all`))));
}

// The columns of the data as one object a trade.
function tradeRows() {
  const { count: all, ...columns } = report.trades;
  return columns.entry.map((_, i) => Object.fromEntries([["index", i], ...Object.entries(columns).map(([name, values]) => [name, values[i]])]));
}

function excursions(trades, prices) {
  const points = trades.map((trade) => ({ x: trade.adverse, y: trade.favourable, gained: trade.profit === null || trade.profit >= 0 }));
  new ScatterChart(find("excursions"), points, axisShare,
    (i) => find("excursions-legend").replaceChildren(...(i === null
      ? items(`${count(trades.length)} trades. Point at one; a click shows it on the prices.`)
      : items(
        `Trade ${i + 1}, ${when(trades[i].entry)}`, `against ${percent(trades[i].adverse)}`, `for ${percent(trades[i].favourable)}`,
        `ended at ${percent(trades[i].return, { sign: true })}`))),
    (i) => prices.show(i));
}

function rolling() {
  const { times, sharpe, window: bars } = report.rolling;
  if (times.length < 2) {
    show(find("rolling").closest("section"), false);
    return;
  }
  find("rolling-hint").textContent = `Over ${count(bars)} bars, annualised, risk-free rate 0.`;
  new LineChart(find("rolling"), new View(0, times.length - 1, 5), {
    at: times.map((_, i) => i), times, lines: [{ values: sharpe, colour: "accent" }], write: axisNumber, base: 0,
    onCursor: (i) => find("rolling-legend").replaceChildren(...(i === null ? items(`Last: ${ratio(sharpe.at(-1))}`) : items(when(times[i]), `Sharpe ratio ${ratio(sharpe[i])}`))),
  });
}

function fan() {
  const all = report.simulations;
  if (!all.length) {
    show(find("fan").closest("section"), false);
    return;
  }
  const draw = ({ unit, paths, seed, method, ruinLevel, result }) => {
    const at = [0, ...result.steps];
    const column = (name) => [run.initialEquity, ...result.bands.map((band) => band[name])];
    const [p5, p25, p50, p75, p95] = ["p5", "p25", "p50", "p75", "p95"].map(column);
    const canvas = find("fan").cloneNode();
    find("fan").replaceWith(canvas);
    new LineChart(canvas, new View(0, at.at(-1), at.at(-1) / 50), {
      at, lines: [{ values: p50, colour: "accent" }], write: axisNumber, base: run.initialEquity,
      bands: [{ low: p5, high: p95, colour: "accent", alpha: 0.16 }, { low: p25, high: p75, colour: "accent", alpha: 0.26 }],
      onCursor: (i) => find("fan-legend").replaceChildren(...(i === null ? items("Point at the fan for its numbers.")
        : items(`After ${count(at[i])} ${unit}`, `5 %: ${money(p5[i])}`, `median ${money(p50[i])}`, `95 %: ${money(p95[i])}`))),
    });
    const { finalEquity, maxDrawdown } = result;
    find("fan-figures").replaceChildren(...[
      ["Final equity, median", money(finalEquity.p50), `5 to 95 %: ${money(finalEquity.p5)} to ${money(finalEquity.p95)}`],
      ["Largest drawdown, median", percent(maxDrawdown.p50), `5 to 95 %: ${percent(maxDrawdown.p5)} to ${percent(maxDrawdown.p95)}`],
      ["Probability of a loss", percent(result.probabilityOfLoss), "Paths that end below the initial equity."],
      ["Probability of ruin", percent(result.probabilityOfRuin), `Paths that ever fall to ${percent(ruinLevel)} of the initial equity.`],
    ].map(([name, value, note]) => make("div", {}, make("dt", {}, name), make("dd", {}, value), make("dd", { class: "convention" }, note))));
    find("fan-hint").textContent = `${count(paths)} paths of ${count(at.at(-1))} ${unit}, seed ${seed}. ${method === "permutation"
      ? "The same trades in random order: all paths end alike, but fall differently on the way."
      : "Blocks of bars of random length, 20 on average, from random places: what might have come of the same kind of bars."}`;
  };
  choose(find("simulations"), all.map((simulation) => [simulation.name, () => draw(simulation)]));
  draw(all[0]);
}

function tables(trades, prices) {
  const time = (title, value) => ({ title, isText: true, value: (row) => value(row) ?? null, text: (row) => (value(row) ? when(value(row)) : "not yet") });
  const number = (title, value, write, isSigned = false) => ({
    title, value, text: (row) => write(value(row)), className: (row) => (isSigned ? gained(value(row)) : null),
  });
  const sharesign = (value) => percent(value, { sign: true });
  new SortedTable(find("drawdowns"), [
    number("Depth", (row) => row.depth, percent), time("High", (row) => row.start), time("Low", (row) => row.trough), time("Recovered", (row) => row.recovery),
    number("Bars to the low", (row) => row.barsToTrough, count), number("Bars in all", (row) => row.bars, count), number("Days", (row) => row.days, (value) => count(Math.round(value))),
  ], report.drawdowns, { sort: { column: 0, down: true }, empty: "The equity never fell." });
  new SortedTable(find("crises"), [
    { title: "Crisis", isText: true, value: (row) => row.crisis.high, text: (row) => row.crisis.name }, time("High", (row) => row.crisis.high), time("Low", (row) => row.crisis.low),
    number("Strategy", (row) => row.return, sharesign, true), number("Drawdown", (row) => row.maxDrawdown, percent),
    number("Buy and hold", (row) => row.benchmarkReturn, sharesign, true), number("Drawdown", (row) => row.benchmarkMaxDrawdown, percent),
  ], report.crises, { sort: { column: 0, down: false }, empty: "The run covers none." });
  const list = new SortedTable(find("trades"), [
    number("No.", (row) => row.index + 1, count), { title: "Side", isText: true, value: (row) => row.side, text: (row) => (row.side > 0 ? "long" : "short") },
    time("Entered", (row) => row.entry), number("at", (row) => row.entryPrice, price),
    { ...time("Left", (row) => row.exit), text: (row) => (row.exit === null ? "open" : when(row.exit)) }, number("at", (row) => row.exitPrice, price),
    number("Quantity", (row) => row.quantity, (value) => quantity(Math.round(value * 1e4) / 1e4)), number("Profit", (row) => row.profit, signed, true),
    number("Return", (row) => row.return, sharesign, true), number("Bars", (row) => row.bars, count), number("Against", (row) => row.adverse, percent),
    number("For", (row) => row.favourable, percent), number("Fees", (row) => row.fees, money),
  ], trades, { sort: { column: 0, down: true }, onRow: (row) => prices.show(row.index), empty: "No such trade." });
  const some = trades.length < report.trades.count ? `The ${count(trades.length)} with the largest gains and losses of ${count(report.trades.count)}. ` : "";
  const tell = () => { find("trades-hint").textContent = `${some}${count(list.count)} shown. A click brings one onto the prices.`; };
  const filter = (passes) => () => { list.filter(passes); tell(); };
  choose(find("trade-filter"), [
    ["All", filter(() => true)], ["Winners", filter((row) => row.profit > 0)], ["Losers", filter((row) => row.profit < 0)],
  ]);
  tell();
  new SortedTable(find("symbols"), [
    { title: "Symbol", isText: true, value: (row) => row.symbol, text: (row) => row.symbol }, number("Closed trades", (row) => row.trades.closed, count),
    number("Net profit", (row) => row.trades.netProfit, signed, true), number("Win rate", (row) => row.trades.winRate, percent),
    number("Profit factor", (row) => row.trades.profitFactor, ratio), number("Average return", (row) => row.trades.averageReturn, sharesign, true),
    number("Commissions", (row) => row.trades.feesPaid, money),
  ], report.symbols);
}

title();
showHeadline(report);
showHonesty(report);
equity();
heatMap(find("months"), report.years);
const trades = tradeRows();
const prices = new Prices(report, trades);
histogram("bar-returns", "bars-legend", report.barReturns, "bars");
histogram("trade-returns", "per-trade-legend", report.tradeReturns, "trades");
excursions(trades, prices);
rolling();
fan();
tables(trades, prices);
showAllFigures(report.groups);
document.documentElement.dataset.ready = "true";
