// How the server reads a rule while it is being typed: its canonical form, or where it stops making sense.

import { api } from "./api.js";

const PAUSE_MILLISECONDS = 350;

/** Shows under an input what its text means as a rule, shortly after the last key. */
export function ruleReading(input, place) {
  let timer = null;
  let asked = null;

  async function read() {
    asked?.abort();
    const text = input.value.trim();
    if (!text) {
      place.hidden = true;
      return;
    }
    const request = new AbortController();
    asked = request;
    try {
      const answer = await api.checkRule(text, request.signal);
      place.textContent = answer.isRule
        ? [`reads: ${answer.canonical}`, ...answer.findings.map((finding) => finding.message)].join("\n")
        : answer.errors.map((error) => error.message).join("\n");
      place.hidden = false;
    } catch {
      // Typed on, or no server: the form says so when it is sent.
      if (asked === request) {
        place.hidden = true;
      }
    }
  }

  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(read, PAUSE_MILLISECONDS);
  };

  return {
    refresh,
    initialize() {
      input.addEventListener("input", refresh);
    },
  };
}
