// The HTTP API. A refusal or failure becomes a Problem, which says in words what was wrong.

const TIMEOUT_MILLISECONDS = 30_000;

/** What the API answered instead of what was asked for (RFC 9457 problem details). */
export class Problem extends Error {
  constructor(status, details) {
    super(details.detail ?? details.title ?? `The server answered ${status}.`);
    this.status = status;
    this.title = details.title ?? "That did not work.";
    this.code = details.code ?? "";
    this.traceId = details.traceId ?? "";
    /** Messages by field (or line of a file). */
    this.errors = details.errors ?? {};
  }
}

async function call(method, path, { body, contentType, ifMatch, accept = "application/json", signal, timeout = TIMEOUT_MILLISECONDS } = {}) {
  const headers = { Accept: accept, ...(ifMatch ? { "If-Match": ifMatch } : {}) };
  if (body !== undefined) {
    headers["Content-Type"] = contentType ?? "application/json";
  }
  const limit = AbortSignal.timeout(timeout);
  let response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      body: body === undefined || contentType ? body : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new Problem(0, {
      title: "The server does not answer.",
      detail: error.name === "TimeoutError" ? "It took too long. Is it busy, or stopped?" : "Is it still running? The page tries again by itself.",
    });
  }
  const text = await response.text();
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch {
    json = null; // Not JSON: the status says enough.
  }
  if (!response.ok) {
    throw new Problem(response.status, json ?? {});
  }
  return accept === "application/json" ? json : text;
}

const query = (values) => {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return set.length ? `?${new URLSearchParams(set)}` : "";
};

const seriesPath = ({ market, symbol }) => `/market/${encodeURIComponent(market)}/${encodeURIComponent(symbol)}/bars`;

export const api = {
  series: () => call("GET", "/market/series"),
  bars: (series, { from, to, continuation, signal } = {}) =>
    call("GET", seriesPath(series) + query({ interval: series.interval, from, to, continuation }), { signal }),
  importBars: (series, file) =>
    call("POST", seriesPath(series) + query({ interval: series.interval }), { body: file, contentType: "text/csv", timeout: 120_000 }),
  loadDemo: () => call("POST", "/demo", { timeout: 120_000 }),

  checkRule: (text, signal) => call("POST", "/rules/check", { body: { text }, signal }),

  startBacktest: (request) => call("POST", "/backtests", { body: request }),
  backtest: (id) => call("GET", `/backtests/${id}`),
  backtestEquity: (id, continuation) => call("GET", `/backtests/${id}/equity` + query({ continuation })),
  backtestTrades: (id) => call("GET", `/backtests/${id}/trades`),
  cancelBacktest: (id) => call("POST", `/backtests/${id}/cancel`),

  startDeployment: (request) => call("POST", "/deployments", { body: request }),
  deployments: () => call("GET", "/deployments"),
  deployment: (id) => call("GET", `/deployments/${id}`),
  stopDeployment: (id) => call("POST", `/deployments/${id}/stop`),
  orders: (account, continuation) => call("GET", "/orders" + query({ account, continuation })),
  portfolio: () => call("GET", "/portfolio"),

  screens: () => call("GET", "/screens"),
  runScreen: (screen, at) => call("POST", "/screens/run" + query({ at }), { body: screen, timeout: 120_000 }),
  screenCsv: (screen, at) => call("POST", "/screens/run" + query({ at }), { body: screen, accept: "text/csv", timeout: 120_000 }),
  keepScreen: (screen) => call("POST", "/screens", { body: screen }),
  replaceScreen: (id, version, screen) => call("PUT", `/screens/${id}`, { body: screen, ifMatch: `"${version}"` }),
  removeScreen: (id) => call("DELETE", `/screens/${id}`),

  risk: () => call("GET", "/risk"),
  killSwitch: (engaged, reason, level) => call("PUT", "/risk/kill-switch", { body: { engaged, reason, level } }),

  negotiate: () => call("POST", "/realtime/negotiate"),
};
