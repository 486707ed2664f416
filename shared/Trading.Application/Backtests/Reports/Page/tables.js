// Tables that sort by a click on a heading, show long lists a page at a time, and filter.

import { make } from "./dom.js";

const PAGE_ROWS = 100;

export class SortedTable {
  #table;
  #columns;
  #rows;
  #shown;
  #sort;
  #most = PAGE_ROWS;
  #onRow;
  #empty;

  /**
   * @param columns {title, value, text, isText, className}: `value` is sorted by, `text` shown; rows are their input
   * @param options {sort: {column, down}, onRow, empty}
   */
  constructor(table, columns, rows, { sort = null, onRow = null, empty = "None." } = {}) {
    this.#table = table;
    this.#columns = columns;
    this.#rows = rows;
    this.#shown = rows;
    this.#sort = sort;
    this.#onRow = onRow;
    this.#empty = empty;
    this.#render();
  }

  /** Shows only the rows that pass. */
  filter(passes) {
    this.#shown = this.#rows.filter(passes);
    this.#most = PAGE_ROWS;
    this.#render();
  }

  get count() {
    return this.#shown.length;
  }

  #sorted() {
    if (!this.#sort) {
      return this.#shown;
    }
    const { value } = this.#columns[this.#sort.column];
    const sign = this.#sort.down ? -1 : 1;
    // What is undefined comes last either way.
    return this.#shown.toSorted((a, b) => {
      const [left, right] = [value(a), value(b)];
      if (left === null || right === null) {
        return (left === null) - (right === null);
      }
      return sign * (typeof left === "string" ? left.localeCompare(right) : left - right);
    });
  }

  #sortBy(column) {
    this.#sort = { column, down: this.#sort?.column === column ? !this.#sort.down : !this.#columns[column].isText };
    this.#render();
    this.#table.querySelectorAll("th button")[column].focus();
  }

  #render() {
    const head = make("tr", {}, ...this.#columns.map((column, i) => {
      const mine = this.#sort?.column === i;
      return make("th", { scope: "col", class: column.isText && "text", "aria-sort": mine ? (this.#sort.down ? "descending" : "ascending") : null },
        make("button", { type: "button", onclick: () => this.#sortBy(i) }, column.title, make("i", { "aria-hidden": "true" }, mine ? (this.#sort.down ? " ▾" : " ▴") : "")));
    }));
    const rows = this.#sorted();
    const body = make("tbody", {}, ...rows.slice(0, this.#most).map((row) => this.#row(row)));
    if (!rows.length) {
      body.append(make("tr", {}, make("td", { class: "text", colspan: this.#columns.length }, this.#empty)));
    }
    if (rows.length > this.#most) {
      body.append(make("tr", { class: "more" }, make("td", { class: "text", colspan: this.#columns.length },
        make("button", { type: "button", onclick: () => this.#more() }, `Show more of ${rows.length.toLocaleString()}`))));
    }
    this.#table.replaceChildren(make("thead", {}, head), body);
  }

  #more() {
    this.#most += 5 * PAGE_ROWS;
    this.#render();
  }

  #row(row) {
    const cells = this.#columns.map(({ text, isText, className }) =>
      make("td", { class: [isText && "text", className?.(row)].filter(Boolean).join(" ") || null }, text(row)));
    return make("tr", this.#onRow
      ? { tabindex: 0, class: "pick", onclick: () => this.#onRow(row), onkeydown: (event) => event.key === "Enter" && this.#onRow(row) }
      : {}, ...cells);
  }
}

/** Buttons of which one is pressed: [label, what it does]; the first is at the start. */
export function choose(group, choices) {
  const buttons = choices.map(([label, act], i) => make("button", {
    type: "button", "aria-pressed": String(i === 0),
    onclick: () => {
      buttons.forEach((button, other) => button.setAttribute("aria-pressed", String(other === i)));
      act();
    },
  }, label));
  group.replaceChildren(...buttons);
}
