// The strategy form: what it says, and which of its fields the server finds fault with.

import { find } from "./dom.js";
import { ruleReading } from "./reading.js";

const PRESETS = {
  cross: ["sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)"],
  dip: ["rsi(14) < 35", "rsi(14) > 60"],
  trend: ["close crosses above ema(50)", "close crosses below ema(50)"],
};

/** Inputs by the field that errors name. */
const INPUTS = {
  "strategy.entry": "entry",
  "strategy.exit": "exit",
  initialCash: "initialCash",
  "costs.commissionRate": "commission",
  "costs.slippageRate": "slippage",
};

const form = find("strategy");

/** A field's text as the API takes decimals: people type thousands separators and spaces. */
const decimal = (name) => form.elements[name].value.replace(/[\s,_]/g, "");

// A percentage as typed becomes a fraction by moving the point, so that 0.1 % is exactly 0.001.
function fraction(name) {
  const text = decimal(name);
  if (!/^\d*\.?\d*$/.test(text) || !/\d/.test(text)) {
    return text; // The server says what is wrong with it.
  }
  const [whole, rest = ""] = text.split(".");
  const padded = whole.padStart(3, "0");
  return `${padded.slice(0, -2)}.${padded.slice(-2)}${rest}`;
}

export const strategyForm = {
  initialize() {
    for (const button of form.querySelectorAll("[data-preset]")) {
      button.addEventListener("click", () => {
        [form.elements.entry.value, form.elements.exit.value] = PRESETS[button.dataset.preset];
        strategyForm.clearErrors();
        readings.forEach((reading) => reading.refresh());
      });
    }
    readings.forEach((reading) => reading.initialize());
    form.addEventListener("input", ({ target }) => clearError(target));
  },

  /** A back-test request's shape. */
  read(series) {
    const exit = form.elements.exit.value.trim();
    return {
      market: series.market,
      symbols: [series.symbol],
      interval: series.interval,
      initialCash: decimal("initialCash"),
      strategy: {
        entry: form.elements.entry.value.trim(),
        ...(exit ? { exit } : {}),
        sizing: { kind: "allIn", wholeUnits: form.elements.wholeUnits.checked },
      },
      costs: { commissionRate: fraction("commission"), slippageRate: fraction("slippage") },
    };
  },

  /** Puts each error beside its field. @returns the errors that no field of the form is meant by */
  showErrors(errors) {
    strategyForm.clearErrors();
    const rest = {};
    for (const [field, messages] of Object.entries(errors)) {
      const place = form.querySelector(`[data-for="${CSS.escape(field)}"]`);
      if (!place) {
        rest[field] = messages;
        continue;
      }
      place.textContent = [messages].flat().join("\n");
      place.hidden = false;
      form.elements[INPUTS[field]]?.setAttribute("aria-invalid", "true");
    }
    return rest;
  },

  clearErrors() {
    for (const place of form.querySelectorAll("[data-for]")) {
      place.hidden = true;
    }
    for (const input of form.querySelectorAll("[aria-invalid]")) {
      input.removeAttribute("aria-invalid");
    }
  },
};

const readings = ["entry", "exit"].map((name) => ruleReading(form.elements[name], form.querySelector(`[data-reading="${name}"]`)));

/** An error is of what was sent; what is typed since then is another matter. */
function clearError(input) {
  const field = Object.keys(INPUTS).find((name) => INPUTS[name] === input.name);
  const place = field && form.querySelector(`[data-for="${CSS.escape(field)}"]`);
  if (place) {
    place.hidden = true;
    input.removeAttribute("aria-invalid");
  }
}
