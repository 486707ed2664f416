// Screens: looking through a market for symbols of which conditions hold, and keeping such searches.

import { api } from "./api.js";
import { busy, fill, find, make, show, tell, tellProblem } from "./dom.js";
import { barTime, count, price } from "./format.js";

const NUMBER = new Intl.NumberFormat(navigator.language, { maximumSignificantDigits: 6 });
const form = find("screen");
const field = (name) => form.elements[name];

export class ScreenView {
  #kept = [];
  #onChosen;

  /** @param onChosen is told the series of a symbol that was clicked */
  constructor({ onChosen }) {
    this.#onChosen = onChosen;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#run();
    });
    form.addEventListener("input", clearErrors);
    find("screens").addEventListener("change", () => this.#write(this.#chosen));
    find("screen-keep").addEventListener("click", () => this.#keep());
    find("screen-remove").addEventListener("click", () => this.#remove());
    find("screen-csv").addEventListener("click", () => this.#save());
  }

  /** The view is looked at: what is kept may have changed. */
  async appear() {
    const chosen = find("screens").value;
    this.#kept = (await api.screens()).screens;
    find("screens").replaceChildren(
      make("option", { value: "" }, this.#kept.length ? "a new one" : "none"),
      ...this.#kept.map((screen) => make("option", { value: screen.id }, screen.name)));
    find("screens").value = this.#kept.some((screen) => screen.id === chosen) ? chosen : "";
    show(find("screen-remove"), Boolean(this.#chosen));
  }

  get #chosen() {
    return this.#kept.find((screen) => screen.id === find("screens").value) ?? null;
  }

  /** The form as the API takes it. What the form has no field for stays as it is kept. */
  #read() {
    const { description, columns, symbols, limit, maxAgeDays } = this.#chosen ?? {};
    const ranking = field("ranking").value.trim();
    return {
      description, columns, symbols, limit, maxAgeDays,
      market: field("market").value,
      interval: field("interval").value,
      conditions: lines().map(({ text }) => text),
      ...(ranking ? { ranking: { expression: ranking, highestFirst: field("order").value === "highest" } } : {}),
    };
  }

  #write(screen) {
    show(find("screen-remove"), Boolean(screen));
    field("name").value = screen?.name ?? "";
    if (screen) {
      field("market").value = screen.market;
      field("interval").value = screen.interval;
      field("conditions").value = screen.conditions.join("\n");
      field("ranking").value = screen.ranking?.expression ?? "";
      field("order").value = screen.ranking?.highestFirst === false ? "lowest" : "highest";
    }
    clearErrors();
  }

  #run() {
    return this.#try(find("screen-run"), async () => {
      const screen = this.#read();
      this.#show(await api.runScreen(screen, field("at").value), screen);
    });
  }

  #keep() {
    return this.#try(find("screen-keep"), async () => {
      const screen = { ...this.#read(), name: field("name").value };
      const chosen = this.#chosen;
      const kept = chosen ? await api.replaceScreen(chosen.id, chosen.version, screen) : await api.keepScreen(screen);
      await this.appear();
      find("screens").value = kept.id;
      show(find("screen-remove"), true);
      tell(find("screen-outcome"), `Kept as ${kept.name}.`);
    });
  }

  #remove() {
    return this.#try(find("screen-remove"), async () => {
      await api.removeScreen(this.#chosen.id);
      await this.appear();
      this.#write(null);
    });
  }

  #save() {
    return this.#try(find("screen-csv"), async () => {
      const csv = await api.screenCsv(this.#read(), field("at").value);
      const address = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
      make("a", { href: address, download: "screen.csv" }).click();
      URL.revokeObjectURL(address);
    });
  }

  #try(button, work) {
    return busy(button, find("screen-outcome"), async () => {
      clearErrors();
      try {
        await work();
      } catch (problem) {
        if (!problem.errors || !showErrors(problem.errors)) {
          throw problem;
        }
      }
    });
  }

  #show(result, { market, interval, ranking }) {
    show(find("found-card"), true);
    const notes = [
      result.unknown ? `${count(result.unknown)} not known` : "",
      result.stale ? `${count(result.stale)} too old` : "",
      result.time ? `newest bar ${barTime(result.time, interval)}` : "",
    ].filter(Boolean);
    find("found-title").replaceChildren(`${count(result.matched)} of ${count(result.screened)} symbols`, make("small", {}, ` ${notes.join(", ")}`));
    find("tallies").replaceChildren(
      ...result.conditions.map((condition) => make("li", {}, make("b", {}, count(condition.holds)), " ", make("code", {}, condition.text))),
      ...[...result.findings, ...result.unreadable].map((finding) => make("li", { class: "down" }, finding)));
    fill(find("found"), [
      { title: "Symbol", text: true, cell: (match) => make("span", {}, match.symbol, match.synthetic ? make("span", { class: "badge" }, "SYNTHETIC") : "") },
      { title: "Bar", text: true, cell: (match) => barTime(match.time, interval) },
      { title: "Close", cell: (match) => price(match.close) },
      ...(ranking ? [{ title: ranking.expression, cell: (match) => value(match.rank) }] : []),
      ...result.columns.map((title, column) => ({ title, cell: (match) => value(match.values[column]) })),
    ], result.matches, { onRow: (match) => this.#onChosen({ market, symbol: match.symbol, interval }), empty: "No symbol. The numbers above say which condition lets how many pass." });
  }
}

const value = (number) => (number === null ? "–" : NUMBER.format(number));

/** The conditions and the lines on which they stand. */
const lines = () => field("conditions").value.split("\n").map((text, index) => ({ text: text.trim(), line: index + 1 })).filter(({ text }) => text);

/** Puts each error beside its field. @returns false when an error is of none of them */
function showErrors(errors) {
  for (const [name, messages] of Object.entries(errors)) {
    const condition = /^conditions\[(\d+)\]$/.exec(name);
    const place = form.querySelector(`[data-for="${condition ? "conditions" : CSS.escape(name)}"]`);
    if (!place) {
      return false;
    }
    const text = [messages].flat().join(" ");
    place.textContent = [place.hidden ? "" : place.textContent, condition ? `Line ${lines()[condition[1]].line}: ${text}` : text].filter(Boolean).join("\n");
    place.hidden = false;
  }
  return true;
}

function clearErrors() {
  for (const place of form.querySelectorAll("[data-for]")) {
    place.hidden = true;
  }
}
