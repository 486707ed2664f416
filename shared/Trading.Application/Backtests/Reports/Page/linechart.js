// Lines and bands over time or over steps, with a cursor and a zoom that several charts may share.

import { Plot, logTicks, numberTicks, timeTicks } from "./plot.js";

export class LineChart extends Plot {
  #view;
  #options;
  #log = false;
  #pointers = new Map();
  #pinch = null;

  /**
   * @param options {at, times, lines, bands, write, base, onCursor}: positions ascending, and their times where they are bars; lines
   * {values, colour, soft, dash}; bands {low, high, colour, alpha}; `write` makes a label of the axis; `base` is a value always in sight
   */
  constructor(canvas, view, options) {
    super(canvas);
    this.#view = view;
    this.#options = options;
    view.onChange(() => {
      this.#tell();
      this.redraw();
    });
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, (event) => this.#pointers.delete(event.pointerId));
    }
    canvas.addEventListener("pointerleave", () => view.point(null));
    canvas.addEventListener("dblclick", () => view.reset());
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.#key(event));
    this.#tell();
  }

  setOptions(options) {
    this.#options = { ...this.#options, ...options };
    this.#tell();
    this.redraw();
  }

  setLog(log) {
    this.#log = log;
    this.redraw();
  }

  /** Position of the point nearest to the cursor; null without a cursor. */
  #nearest() {
    const { at } = this.#options;
    if (this.#view.cursor === null || !at.length) {
      return null;
    }
    const after = this.#after(this.#view.cursor);
    return after > 0 && (after === at.length || this.#view.cursor - at[after - 1] < at[after] - this.#view.cursor) ? after - 1 : after;
  }

  // First point at or after a place.
  #after(place) {
    const { at } = this.#options;
    let [low, high] = [0, at.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at[middle] < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  #tell() {
    this.#options.onCursor?.(this.#nearest());
  }

  #placeOf(x) {
    return this.#view.from + (Math.min(Math.max(x, 0), this.plotWidth) / this.plotWidth) * (this.#view.to - this.#view.from);
  }

  #down(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, event.offsetX);
    this.#pinch = null;
    this.#view.point(this.#placeOf(event.offsetX));
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (before !== undefined) {
      this.#pointers.set(event.pointerId, event.offsetX);
      if (this.#pointers.size === 2) {
        const [a, b] = [...this.#pointers.values()];
        const distance = Math.max(10, Math.abs(a - b));
        if (this.#pinch) {
          this.#view.zoom(this.#pinch / distance, this.#placeOf((a + b) / 2));
        }
        this.#pinch = distance;
        return;
      }
      if (!this.#view.isWhole) {
        this.#view.pan(((before - event.offsetX) / this.plotWidth) * (this.#view.to - this.#view.from));
      }
    }
    this.#view.point(this.#placeOf(event.offsetX));
  }

  // The page scrolls with the wheel; with Ctrl, and so with two fingers on a touch pad, the chart zooms.
  #wheel(event) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#view.zoom(Math.exp(Math.max(-100, Math.min(100, event.deltaY)) * 0.004), this.#placeOf(event.offsetX));
    }
  }

  #key(event) {
    const { at } = this.#options;
    const span = this.#view.to - this.#view.from;
    const step = (by) => {
      const now = this.#nearest() ?? (by > 0 ? this.#after(this.#view.from) - 1 : this.#after(this.#view.to));
      this.#view.point(at[Math.max(0, Math.min(at.length - 1, now + by))]);
    };
    const actions = {
      ArrowLeft: () => (event.shiftKey ? this.#view.pan(-span / 8) : step(-1)),
      ArrowRight: () => (event.shiftKey ? this.#view.pan(span / 8) : step(1)),
      PageUp: () => step(-Math.ceil(at.length / 50)),
      PageDown: () => step(Math.ceil(at.length / 50)),
      "+": () => this.#view.zoom(0.8),
      "-": () => this.#view.zoom(1.25),
      0: () => this.#view.reset(),
      Escape: () => this.#view.point(null),
    };
    if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  }

  draw() {
    const { at, times, lines, bands = [], write, base = null } = this.#options ?? {};
    if (!at || at.length < 2 || this.plotWidth < 40) {
      return;
    }
    const first = Math.max(0, this.#after(this.#view.from) - 1);
    const last = Math.min(at.length - 1, this.#after(this.#view.to));
    const range = this.#range(first, last, lines, bands, base);
    const log = this.#log && range.low > 0;
    const scale = log ? Math.log : (value) => value;
    const margin = (scale(range.high) - scale(range.low) || Math.abs(scale(range.high)) * 0.05 || 1) * 0.05;
    // What can't be above zero, a drawdown, hangs from the top.
    const up = { from: scale(range.low) - margin, to: range.high === 0 && base === 0 ? 0 : scale(range.high) + margin };
    const frame = this.begin(this.#view, up);
    const { g, c, right, bottom, top, x } = frame;
    const y = (value) => frame.y(scale(value));
    const across = times
      ? timeTicks(this.#view.from, this.#view.to, right / 80, (place) => times[Math.min(this.#after(place), times.length - 1)])
      : numberTicks(this.#view.from, this.#view.to, right / 90, (value) => value.toLocaleString());
    const most = (bottom - top) / 34;
    this.axes({ ...frame, y }, across, log ? logTicks(range.low, range.high, most, write) : numberTicks(up.from, up.to, most, write));

    g.save();
    g.beginPath();
    g.rect(0, 0, right, bottom);
    g.clip();
    for (const { low, high, colour, alpha } of bands) {
      this.#band(g, at, low, high, x, y, c[colour], alpha, first, last);
    }
    if (base !== null) {
      this.dashed(frame, 0, Math.round(y(base)) + 0.5, right, Math.round(y(base)) + 0.5);
    }
    for (const line of lines) {
      this.#path(frame, at, line, x, y, first, last, base);
    }
    g.restore();
    const nearest = this.#nearest();
    if (nearest !== null && nearest >= first && nearest <= last) {
      const middle = Math.round(x(at[nearest])) + 0.5;
      this.dashed(frame, middle, top, middle, bottom);
      for (const { values, colour } of lines) {
        if (values[nearest] !== null) {
          g.beginPath();
          g.arc(x(at[nearest]), y(values[nearest]), 3.5, 0, Math.PI * 2);
          g.fillStyle = c[colour];
          g.fill();
        }
      }
    }
  }

  #range(first, last, lines, bands, base) {
    let [low, high] = base === null ? [Infinity, -Infinity] : [base, base];
    for (const values of [...lines.map((line) => line.values), ...bands.flatMap((band) => [band.low, band.high])]) {
      for (let i = first; i <= last; i++) {
        if (values[i] !== null) {
          low = Math.min(low, values[i]);
          high = Math.max(high, values[i]);
        }
      }
    }
    return low <= high ? { low, high } : { low: 0, high: 1 };
  }

  #band(g, at, low, high, x, y, colour, alpha, first, last) {
    g.beginPath();
    for (let i = first; i <= last; i++) {
      g.lineTo(x(at[i]), y(high[i]));
    }
    for (let i = last; i >= first; i--) {
      g.lineTo(x(at[i]), y(low[i]));
    }
    g.closePath();
    g.globalAlpha = alpha;
    g.fillStyle = colour;
    g.fill();
    g.globalAlpha = 1;
  }

  #path({ g, c, bottom }, at, { values, colour, soft, dash }, x, y, first, last, base) {
    const path = new Path2D();
    let isDown = false;
    for (let i = first; i <= last; i++) {
      if (values[i] === null) {
        isDown = false;
      } else if (isDown) {
        path.lineTo(x(at[i]), y(values[i]));
      } else {
        path.moveTo(x(at[i]), y(values[i]));
        isDown = true;
      }
    }
    if (soft) {
      const ground = base === 0 ? y(0) : bottom;
      const filled = new Path2D(path);
      filled.lineTo(x(at[last]), ground);
      filled.lineTo(x(at[first]), ground);
      filled.closePath();
      g.fillStyle = c[soft];
      g.fill(filled);
    }
    g.setLineDash(dash ? [6, 4] : []);
    g.strokeStyle = c[colour];
    g.lineWidth = 1.6;
    g.lineJoin = "round";
    g.stroke(path);
    g.setLineDash([]);
  }
}
