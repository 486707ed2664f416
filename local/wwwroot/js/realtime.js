// A client of SignalR's JSON hub protocol over WebSocket, as far as this page needs it: it listens.
// https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md

const RECORD_SEPARATOR = "\u001e";
const PING_EVERY = 15_000;
const SILENCE_LIMIT = 30_000; // The server pings every 15 s, so longer silence is a dead line.
const BACK_OFF = [500, 1_000, 2_000, 5_000, 10_000];
const INVOCATION = 1;
const PING = 6;
const CLOSE = 7;

/** States: "connecting", "live", "waiting" (until the next attempt). */
export class Realtime {
  #negotiate;
  #handlers = new Map();
  #socket = null;
  #attempt = 0;
  #timers = new Set();

  state = "connecting";
  lastMessageAt = null;

  /** @param negotiate gives {url, accessToken}; asked anew for each connection, since tokens are short-lived */
  constructor(negotiate) {
    this.#negotiate = negotiate;
  }

  on(message, handler) {
    const handlers = this.#handlers.get(message) ?? [];
    this.#handlers.set(message, [...handlers, handler]);
    return this;
  }

  async start() {
    this.#become("connecting");
    try {
      const { url, accessToken } = await this.#negotiate();
      const address = new URL(url);
      address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
      address.searchParams.set("access_token", accessToken);
      this.#open(new WebSocket(address));
    } catch {
      this.#retry(); // The state tells; the next attempt follows.
    }
  }

  #open(socket) {
    this.#socket = socket;
    let greeted = false;
    let silence;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => socket.close(), SILENCE_LIMIT);
    };
    socket.onopen = () => socket.send(JSON.stringify({ protocol: "json", version: 1 }) + RECORD_SEPARATOR);
    socket.onmessage = ({ data }) => {
      heard();
      for (const text of data.split(RECORD_SEPARATOR)) {
        if (!text) {
          continue;
        }
        const message = JSON.parse(text);
        if (!greeted) {
          if (message.error) {
            socket.close();
            return;
          }
          greeted = true;
          this.#greeted(socket);
        } else if (message.type === INVOCATION) {
          this.lastMessageAt = Date.now();
          this.#dispatch(message.target, message.arguments);
        } else if (message.type === CLOSE) {
          socket.close();
        }
      }
    };
    socket.onclose = () => {
      clearTimeout(silence);
      if (this.#socket === socket) {
        this.#retry();
      }
    };
    heard();
  }

  #greeted(socket) {
    const again = this.#attempt > 0 || this.lastMessageAt !== null;
    this.#attempt = 0;
    this.#become("live");
    const ping = setInterval(() => socket.send(JSON.stringify({ type: PING }) + RECORD_SEPARATOR), PING_EVERY);
    this.#timers.add(ping);
    // What happened while nobody listened was missed, so whoever shows state asks for it.
    this.#dispatch("$connected", [again]);
  }

  #retry() {
    this.#timers.forEach(clearInterval);
    this.#timers.clear();
    this.#socket = null;
    const wait = BACK_OFF[Math.min(this.#attempt, BACK_OFF.length - 1)] * (0.8 + 0.4 * Math.random());
    this.#attempt++;
    this.#become("waiting");
    setTimeout(() => this.start(), wait);
  }

  #become(state) {
    this.state = state;
    this.#dispatch("$state", [state]);
  }

  #dispatch(name, args) {
    for (const handler of this.#handlers.get(name) ?? []) {
      handler(...args);
    }
  }
}
