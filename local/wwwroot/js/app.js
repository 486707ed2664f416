// Composes the page: the cards know the API, this knows the cards.

import { api } from "./api.js";
import { BacktestView } from "./backtest.js";
import { ChartView, keyOf } from "./chartview.js";
import { DataCard } from "./data.js";
import { find, make, show, tellProblem } from "./dom.js";
import { age } from "./format.js";
import { PaperView } from "./paper.js";
import { Realtime } from "./realtime.js";
import { KillSwitch } from "./risk.js";
import { ScreenView } from "./screen.js";

const MODES = {
  backtest: ["BACKTEST", "Computed on stored bars. Nothing is traded."],
  paper: ["PAPER", "Simulated money, simulated fills."],
  screen: ["SCREEN", "Looks through stored bars. Nothing is traded."],
};

const chart = new ChartView();
let mode = "backtest";

const data = new DataCard({
  onChosen: (series) => {
    paper.offer(series);
    if (mode !== "paper") {
      showChosenChart();
    }
  },
  onImported: (series) => chart.forget(series),
});
const backtest = new BacktestView(chart, {
  series: () => data.chosen,
  onShown: () => enter("backtest", { reveal: true }),
});
const paper = new PaperView(chart, {
  series: () => data.chosen,
  findSeries: (key) => data.find(key),
  onStarted: () => enter("paper", { reveal: true }),
  onBars: () => data.refresh().catch((problem) => data.fail(problem)),
});
const screen = new ScreenView({ onChosen: (series) => data.choose(series) });
const killSwitch = new KillSwitch();

function showChosenChart() {
  const series = data.chosen;
  if (!series) {
    return;
  }
  chart.showSeries(series).then(
    (shown) => {
      if (shown && mode !== "paper") {
        if (backtest.series && keyOf(backtest.series) === keyOf(series)) {
          backtest.mark();
        } else {
          chart.mark([]);
        }
      }
    },
    (problem) => data.fail(problem),
  );
}

function enter(next, { reveal = false } = {}) {
  mode = next;
  for (const name of Object.keys(MODES)) {
    find(`tab-${name}`).setAttribute("aria-selected", String(name === mode));
    show(find(`view-${name}`), name === mode);
  }
  const [name, what] = MODES[mode];
  find("mode").dataset.mode = mode;
  find("mode").querySelector("strong").textContent = name;
  find("mode").querySelector("span").textContent = what;
  if (mode === "paper") {
    paper.appear().catch((problem) => tellProblem(find("paper-outcome"), problem));
  } else {
    paper.leave();
    showChosenChart();
  }
  if (mode === "screen") {
    screen.appear().catch((problem) => tellProblem(find("screen-outcome"), problem));
  }
  // The form that was sent may stand far below what it brought up, or on a narrow screen above it.
  if (reveal) {
    document.querySelector(".views").scrollIntoView({ behavior: "smooth" });
  }
}

const realtime = new Realtime(api.negotiate)
  .on("$state", showLink)
  .on("$connected", (again) => {
    if (again) {
      load();
    }
  })
  .on("barClosed", (bar) => paper.heardBar(bar))
  .on("orderChanged", (order) => paper.heardOrder(order))
  .on("portfolioChanged", () => paper.heardPortfolio())
  .on("deploymentChanged", (progress) => paper.heardDeployment(progress))
  .on("riskChanged", () => killSwitch.refresh().catch((problem) => data.fail(problem)))
  .on("backtestProgress", (progress) => backtest.heard(progress));

function showLink() {
  const last = realtime.lastMessageAt;
  const state = { connecting: "Connecting", live: "Live", waiting: "Offline" }[realtime.state];
  find("link").dataset.state = realtime.state;
  // What a narrow screen leaves out is marked so.
  find("link").querySelector("span").replaceChildren(
    state,
    realtime.state === "waiting" ? make("span", { class: "long" }, ", trying again") : "",
    ...(last ? [" · ", make("span", { class: "long" }, "last message "), `${age(Date.now() - last)} ago`] : []),
  );
}

async function load() {
  try {
    await Promise.all([data.refresh(), killSwitch.refresh()]);
    await paper.refresh();
  } catch (problem) {
    data.fail(problem);
  }
}

for (const name of Object.keys(MODES)) {
  find(`tab-${name}`).addEventListener("click", () => enter(name));
}
setInterval(showLink, 1_000);
load();
realtime.start();
