// The figures on top, and the box that tells how far to believe them.

import { find, make } from "./dom.js";
import { count, money, percent, ratio } from "./format.js";

/** A figure's number as its unit is written. */
export function writeFigure(value, unit) {
  if (value === null) {
    return "–";
  }
  const writers = {
    fraction: () => percent(value), money: () => money(value), count: () => count(value), ratio: () => ratio(value),
    bars: () => `${count(Math.ceil(value))} bars`, days: () => `${ratio(value)} days`,
  };
  return writers[unit]();
}

const writeInterval = ({ interval, unit }) => `${writeFigure(interval.low, unit)} to ${writeFigure(interval.high, unit)}`;

const HEADLINE = ["totalReturn", "cagr", "sharpe", "maxDrawdown", "benchmarkReturn", "winRate", "profitFactor", "closed"];
const SIGNED = new Set(["totalReturn", "cagr", "sharpe"]);

export function showHeadline(report) {
  const figures = new Map(report.groups.flatMap((group) => group.figures).map((figure) => [figure.key, figure]));
  find("headline").replaceChildren(...HEADLINE.map((key) => figures.get(key)).map((figure) =>
    make("div", { class: SIGNED.has(figure.key) && figure.value !== null ? (figure.value < 0 ? "bad" : "good") : null, title: figure.convention },
      make("dt", {}, figure.name),
      make("dd", { class: "number" }, writeFigure(figure.value, figure.unit)),
      figure.interval ? make("dd", { class: "interval" }, writeInterval(figure), make("small", {}, figure.interval.basis)) : null,
      make("dd", { class: "convention" }, figure.convention))));
}

export function showHonesty({ honesty, run }) {
  find("warnings").replaceChildren(...honesty.warnings.map((warning) => make("li", {}, make("span", { "aria-hidden": "true" }, "⚠ "), warning)));
  const { figures } = honesty;
  const tiles = [
    ["Strategies tried on this series", honesty.trials === null ? "not counted" : count(honesty.trials),
      honesty.trials === null
        ? "A run from a file has no memory of the ones before it."
        : `Different ones, this among them. Deviation of their Sharpe ratios: ${ratio(honesty.trialDeviation)}.`],
    ["Probabilistic Sharpe ratio", percent(figures.probabilisticSharpe), "Probability that the true Sharpe ratio is above 0."],
    ["Deflated Sharpe ratio", figures.deflatedSharpe === null ? "unknown" : percent(figures.deflatedSharpe),
      figures.deflatedSharpe === null
        ? "Needs the number of strategies tried."
        : `The same, against the ${ratio(figures.expectedMaximumSharpe)} that luck alone would bring.`],
    ["Minimum track record", figures.minimumTrackRecord === null ? "none would do" : `${count(Math.ceil(figures.minimumTrackRecord))} bars`,
      `For 95 % confidence in a Sharpe ratio above 0; there are ${count(run.bars)}.`],
  ];
  find("belief").replaceChildren(...tiles.map(([name, value, note]) => make("div", {}, make("dt", {}, name), make("dd", {}, value), make("dd", { class: "convention" }, note))));
  const pairs = (list, entries) => list.replaceChildren(...entries.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  pairs(find("assumptions"), honesty.assumptions.map(({ name, text }) => [name, text]));
  const hash = (value) => make("code", { title: value }, value);
  pairs(find("pins"), honesty.pins
    ? [["Strategy", hash(honesty.pins.strategy)], ["Data", hash(honesty.pins.data)], ["Result", hash(honesty.pins.result)],
      ["Engine", honesty.pins.engine], ["Seed", String(honesty.pins.seed)]]
    : [["Pins", "not recorded: the back-test is from before they were."]]);
}

export function showAllFigures(groups) {
  find("figures").replaceChildren(...groups.map(({ name, figures }) => make("div", {}, make("h3", {}, name),
    make("dl", {}, ...figures.map((figure) => make("div", {},
      make("dt", {}, figure.name), make("dd", {}, writeFigure(figure.value, figure.unit)), make("dd", { class: "convention" }, figure.convention)))))));
}
