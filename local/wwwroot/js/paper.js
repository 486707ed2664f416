// Paper trading: putting the strategy to work, and watching what it does.

import { api } from "./api.js";
import { keyOf } from "./chartview.js";
import { busy, clear, figures, fill, find, make, show, tellProblem, throttled } from "./dom.js";
import { barTime, count, isZero, isoDate, moment, money, price, quantity, signed, trend, words } from "./format.js";
import { strategyForm } from "./strategy.js";

const ENDED = ["completed", "stopped", "failed"];
const MOST_ORDER_PAGES = 20;
const DAY = 86_400_000;

export class PaperView {
  #chart;
  #series;
  #deployments = [];
  #chosen = null;
  #orders = new Map();
  #ordersOf = null;
  #offered = null;
  #account = null;
  #visible = false;
  #onStarted;
  #onBars;
  #refreshSoon = throttled(400, () => this.#refreshChosen().catch((problem) => this.#fail(problem)));
  #drawSoon = throttled(100, () => this.#draw());

  /** @param series gives the chosen series; findSeries a stored one; onStarted brings this view to the front; onBars hears that bars arrived */
  constructor(chart, { series, findSeries, onStarted, onBars }) {
    this.#chart = chart;
    this.#series = { chosen: series, find: findSeries };
    this.#onStarted = onStarted;
    this.#onBars = throttled(2_000, onBars);
    const form = find("paper");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#start(form);
    });
    form.addEventListener("change", () => this.#speedChanged(form));
    find("deployment").addEventListener("change", () => this.#choose(find("deployment").value).catch((problem) => this.#fail(problem)));
    find("stop").addEventListener("click", () =>
      busy(find("stop"), find("deployment-failure"), async () => {
        await api.stopDeployment(this.#chosen.id);
        await this.#refreshChosen();
      }));
  }

  /** The days that a replay may cover. */
  offer(series) {
    const form = find("paper");
    const key = series && keyOf(series);
    for (const name of ["from", "to"]) {
      const input = form.elements[name];
      input.disabled = !series;
      if (series) {
        input.min = isoDate(series.first);
        input.max = isoDate(series.last);
        // What was typed for this series stays.
        input.value = key === this.#offered ? input.value : input[name === "from" ? "min" : "max"];
      }
    }
    this.#offered = key;
  }

  async refresh() {
    this.#deployments = (await api.deployments()).deployments;
    const some = this.#deployments.length > 0;
    show(find("paper-empty"), !some);
    show(find("account-card"), some);
    show(find("orders-card"), some);
    this.#list();
    const next = this.#deployments.find(({ id }) => id === this.#chosen?.id) ?? this.#deployments[0];
    if (next) {
      await this.#choose(next.id);
    }
  }

  /** Shows the chosen deployment's bars, up to where it is, and its fills. */
  async appear() {
    this.#visible = true;
    await this.#showBars();
  }

  leave() {
    this.#visible = false;
  }

  heardDeployment(progress) {
    const known = this.#deployments.find(({ id }) => id === progress.id);
    if (!known) {
      this.refresh().catch((problem) => this.#fail(problem));
      return;
    }
    Object.assign(known, progress);
    this.#list();
    if (known.id === this.#chosen?.id) {
      Object.assign(this.#chosen, progress);
      this.#drawSoon();
      this.#refreshSoon();
    }
  }

  heardBar({ deployment, market, symbol, interval }) {
    if (deployment !== this.#chosen?.id) {
      return;
    }
    // A follower's bars are new to the page; a replay's are loaded already.
    if (!this.#chosen.replay) {
      this.#onBars();
      this.#chart.forget({ market, symbol, interval });
      this.#showBars().catch((problem) => this.#fail(problem));
    }
    this.#drawSoon();
  }

  heardOrder(order) {
    if (order.account === this.#chosen?.id || order.deployment === this.#chosen?.id) {
      this.#orders.set(order.id, order);
      this.#drawSoon();
    }
  }

  heardPortfolio() {
    this.#refreshSoon();
  }

  #speedChanged(form) {
    const follows = form.elements.speed.value === "follow";
    show(find("replay-range"), !follows);
    show(find("follow-hint"), follows);
  }

  #start(form) {
    const box = find("paper-outcome");
    const series = this.#series.chosen();
    strategyForm.clearErrors();
    if (!series) {
      tellProblem(box, { title: "There are no bars to trade on.", message: "Load demo data or import a CSV file first." });
      return;
    }
    busy(find("start"), box, async () => {
      const request = strategyForm.read(series);
      const speed = form.elements.speed.value;
      if (speed !== "follow") {
        request.replay = {
          from: form.elements.from.value,
          // The last day counts, and the end of a range is exclusive.
          to: isoDate(Date.parse(form.elements.to.value) + DAY),
          barsPerSecond: Number(speed),
        };
      }
      try {
        const { id } = await api.startDeployment(request);
        this.#chosen = { id };
        await this.refresh();
        this.#onStarted();
      } catch (problem) {
        problem.errors = strategyForm.showErrors(problem.errors ?? {});
        throw problem;
      }
    });
  }

  #list() {
    const select = find("deployment");
    select.replaceChildren(...this.#deployments.map((deployment) =>
      make("option", { value: deployment.id }, `${deployment.symbol} · ${deployment.status} · ${moment(deployment.createdAt)} · ${deployment.entry}`)));
    select.value = this.#chosen?.id ?? "";
    const running = this.#deployments.filter(({ status }) => !ENDED.includes(status)).length;
    show(find("running"), running > 0);
    find("running").textContent = running;
  }

  async #choose(id) {
    this.#chosen = { ...this.#deployments.find((deployment) => deployment.id === id) };
    find("deployment").value = id;
    if (this.#ordersOf !== id) {
      // What is known of the new one replaces the other's at once; the rest follows.
      this.#orders.clear();
      this.#ordersOf = id;
      this.#account = null;
      this.#draw();
    }
    await this.#refreshChosen();
    if (this.#visible) {
      await this.#showBars();
    }
  }

  async #refreshChosen() {
    const id = this.#chosen?.id;
    if (!id) {
      return;
    }
    const [deployment, portfolio] = await Promise.all([api.deployment(id), api.portfolio(), this.#loadOrders(id)]);
    if (this.#chosen?.id !== id) {
      return;
    }
    this.#chosen = deployment;
    const known = this.#deployments.findIndex((other) => other.id === id);
    if (known >= 0) {
      this.#deployments[known] = deployment;
    }
    this.#account = portfolio.accounts.find((account) => account.id === id) ?? null;
    this.#list();
    this.#draw();
  }

  // The newest page always; older ones only while they bring something new.
  async #loadOrders(account) {
    let continuation = null;
    for (let page = 0; page < MOST_ORDER_PAGES; page++) {
      const answer = await api.orders(account, continuation);
      const news = answer.orders.filter((order) => this.#orders.get(order.id)?.updatedAt !== order.updatedAt);
      if (this.#chosen?.id !== account) {
        return;
      }
      for (const order of news) {
        this.#orders.set(order.id, order);
      }
      continuation = answer.continuation;
      if (!continuation || news.length === 0) {
        return;
      }
    }
  }

  async #showBars() {
    const { market, symbol, interval } = this.#chosen ?? {};
    const series = symbol && this.#series.find({ market, symbol, interval });
    if (series && (await this.#chart.showSeries(series))) {
      this.#drawChart();
    }
  }

  #draw() {
    const deployment = this.#chosen;
    if (!deployment?.status) {
      return;
    }
    this.#drawProgress(deployment);
    this.#drawAccount(deployment);
    this.#drawOrders(deployment);
    if (this.#visible) {
      this.#drawChart();
    }
  }

  #drawChart() {
    const { replay, cursor, status } = this.#chosen ?? {};
    if (replay && status) {
      this.#chart.showUntil(cursor ?? null);
    }
    this.#chart.mark([...this.#orders.values()].filter(({ filledAt }) => filledAt).map(({ filledAt, side }) => ({ time: filledAt, side })));
  }

  #drawProgress(deployment) {
    const { replay, cursor, status } = deployment;
    const row = find("deployment-progress");
    const ended = ENDED.includes(status);
    show(find("stop"), !ended);
    const bar = row.querySelector("progress");
    show(bar, Boolean(replay));
    if (replay) {
      const [from, to] = [Date.parse(replay.from), Date.parse(replay.to)];
      bar.value = status === "completed" ? 1 : cursor ? Math.min(1, Math.max(0, (Date.parse(cursor) - from) / (to - from))) : 0;
    }
    row.querySelector("span").textContent =
      `${replay ? words(status) : ended ? words(status) : "following new bars"}${cursor ? ` · at ${barTime(cursor, deployment.interval)}` : ""} · ${count(deployment.bars)} bars · ${count(deployment.signals)} signals`;
    if (deployment.failure) {
      tellProblem(find("deployment-failure"), { title: "It stopped.", message: deployment.failure });
    } else if (status !== "failed") {
      clear(find("deployment-failure"));
    }
  }

  #drawAccount(deployment) {
    const account = this.#account;
    if (!account) {
      clear(find("account"));
      clear(find("valued"));
      clear(find("positions"));
      return;
    }
    figures(find("account"), [
      [`Equity, ${account.currency}`, money(account.equity)],
      ["Cash", money(account.cash)],
      ["Realised profit", signed(account.realisedProfit), trend(account.realisedProfit), "Of closed units, before commissions"],
      ["Open profit", signed(account.unrealisedProfit), trend(account.unrealisedProfit), "If every position were closed at the last close"],
      ["Fees paid", money(account.fees)],
    ]);
    find("valued").textContent = account.valuedAt ? `valued at the close of ${barTime(account.valuedAt, deployment.interval)}` : "";
    fill(find("positions"), [
      { title: "Symbol", text: true, cell: (position) => position.symbol },
      { title: "Quantity", cell: (position) => quantity(position.quantity) },
      { title: "Average cost", cell: (position) => price(position.averageCost) },
      { title: "Price", cell: (position) => price(position.price) },
      { title: "Value", cell: (position) => money(position.marketValue) },
      { title: "Open profit", cell: (position) => signed(position.unrealisedProfit), className: (position) => trend(position.unrealisedProfit) },
    ], account.positions, { empty: "Flat: nothing is held." });
  }

  #drawOrders(deployment) {
    const newest = [...this.#orders.values()].sort((a, b) => (b.createdAt < a.createdAt ? -1 : 1)).slice(0, 200);
    fill(find("orders"), [
      { title: "Filled at", text: true, cell: (order) => (order.filledAt ? barTime(order.filledAt, deployment.interval) : "–") },
      { title: "Side", text: true, cell: (order) => order.side, className: (order) => `side-${order.side}` },
      { title: "Quantity", cell: (order) => quantity(isZero(order.filled) ? order.quantity : order.filled) },
      { title: "Price", cell: (order) => price(order.averagePrice) },
      { title: "Commission", cell: (order) => money(order.commission) },
      { title: "Status", text: true, cell: (order) => words(order.status) + (order.endReason ? `: ${order.endReason}` : "") },
      { title: "Updated", cell: (order) => moment(order.updatedAt) },
    ], newest, { empty: "No order yet: the rules have not asked for one." });
  }

  #fail(problem) {
    tellProblem(find("paper-outcome"), problem);
  }
}
