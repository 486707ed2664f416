// Months across, years down: numbers on a colour that deepens with them. Blue and orange, as red and green look alike to some.

import { make } from "./dom.js";

const MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function heatMap(table, years) {
  const all = years.flatMap((year) => year.months).filter((value) => value !== null).map(Math.abs).sort((a, b) => a - b);
  const deep = all[Math.floor(all.length * 0.95)] || 0.01;
  const most = Math.max(0.01, ...years.map((year) => Math.abs(year.total ?? 0)));
  const cell = (value, scale, className = "") => {
    const shown = value === null ? 0 : Math.round(value * 1_000);
    const element = make("td", { class: `${className} ${shown > 0 ? "up" : shown < 0 ? "down" : ""}`.trim() || null }, value === null ? "" : share(shown));
    if (value !== null) {
      element.style.setProperty("--depth", Math.min(1, Math.abs(value) / scale).toFixed(3));
    }
    return element;
  };
  const head = make("tr", {}, ...["Year", ...MONTH_NAMES, "Total"].map((title) => make("th", { scope: "col" }, title)));
  const rows = years.map(({ year, months, total }) => make("tr", {},
    make("th", { scope: "row" }, String(year)), ...months.map((value) => cell(value, deep)), cell(total, most, "total")));
  table.replaceChildren(make("thead", {}, head), make("tbody", {}, ...rows));
}

// Tenths of a percent with their sign.
const share = (tenths) => `${tenths > 0 ? "+" : tenths < 0 ? "−" : ""}${Math.abs(tenths / 10).toFixed(1)}`;
