// Market data: what is stored, loading the demo, importing a file.

import { api } from "./api.js";
import { keyOf } from "./chartview.js";
import { busy, clear, find, make, show, tell, tellProblem } from "./dom.js";
import { barTime, count } from "./format.js";

export class DataCard {
  #series = [];
  #onChosen;
  #onImported;

  /** @param onChosen is told the series that was chosen, or null when there is none; @param onImported which got new bars */
  constructor({ onChosen, onImported }) {
    this.#onChosen = onChosen;
    this.#onImported = onImported;
    find("series").addEventListener("change", () => this.#choose());
    for (const id of ["demo", "demo-more"]) {
      find(id).addEventListener("click", () => this.#loadDemo(find(id)));
    }
    find("import").addEventListener("submit", (event) => this.#import(event));
    find("file").addEventListener("change", () => this.#guessSymbol());
  }

  get chosen() {
    return this.#series.find((series) => keyOf(series) === find("series").value) ?? null;
  }

  /** Finds the stored series; keeps the chosen one, or chooses the wanted one. */
  async refresh(wanted) {
    const before = wanted ? keyOf(wanted) : find("series").value;
    this.#series = (await api.series()).series;
    const select = find("series");
    select.replaceChildren(...this.#series.map((series) =>
      make("option", { value: keyOf(series) }, `${series.symbol} · ${series.interval} · ${series.market}${series.synthetic ? " (synthetic)" : ""}`)));
    if (this.#series.some((series) => keyOf(series) === before)) {
      select.value = before;
    }
    const some = this.#series.length > 0;
    show(find("data-empty"), !some);
    show(find("series-field"), some);
    show(find("coverage"), some);
    show(find("demo-more"), some && !this.#series.some((series) => series.synthetic));
    this.#choose();
  }

  find(wanted) {
    return this.#series.find((series) => keyOf(series) === keyOf(wanted)) ?? null;
  }

  /** Chooses a stored series, as if it was picked from the list. */
  choose(wanted) {
    if (this.find(wanted)) {
      find("series").value = keyOf(wanted);
      this.#choose();
    }
  }

  #choose() {
    const series = this.chosen;
    if (series) {
      find("coverage").textContent =
        `${count(series.count)} bars, ${barTime(series.first, series.interval)} to ${barTime(series.last, series.interval)}.` +
        (series.synthetic ? " Generated, not a market's prices." : "");
    }
    this.#onChosen(series);
  }

  #loadDemo(button) {
    const box = find("data-outcome");
    return busy(button, box, async () => {
      const loaded = await api.loadDemo();
      this.#onImported(loaded);
      await this.refresh(loaded);
      tell(box, "Demo data is loaded. It is synthetic: generated prices of a share that does not exist. Now run a back-test.");
    });
  }

  // SPY.csv, us.spy.1d.csv, spy_1d.csv: the first part that is no market or interval.
  #guessSymbol() {
    clear(find("data-outcome"));
    const name = find("file").files[0]?.name ?? "";
    const guess = name.replace(/\.csv$/i, "").split(/[._ -]/).find((part) => part && !/^(us|krx|\d+[mhdw])$/i.test(part));
    if (guess && !find("import-symbol").value) {
      find("import-symbol").value = guess.toUpperCase().slice(0, 16);
    }
  }

  #import(event) {
    event.preventDefault();
    const box = find("data-outcome");
    const file = find("file").files[0];
    const series = { market: find("import-market").value, symbol: find("import-symbol").value.trim().toUpperCase(), interval: find("import-interval").value };
    return busy(event.submitter, box, async () => {
      const outcome = await api.importBars(series, file);
      this.#onImported(series);
      await this.refresh(series);
      tell(box, `Imported ${count(outcome.imported)} bars of ${series.symbol}.`);
      find("import").reset();
      find("import-box").open = false;
    });
  }

  /** Tells why the stored series can't be shown. */
  fail(problem) {
    tellProblem(find("data-outcome"), problem);
  }
}
