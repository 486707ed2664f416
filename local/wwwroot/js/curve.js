// Equity over time with the drawdown below it, on a canvas.

import { FONT, axisNumber, colours, niceSteps, prepare, sizeOf, timeLabels } from "./canvas.js";

const AXIS_WIDTH = 64;
const AXIS_HEIGHT = 24;
const TOP = 10;
const GAP = 14;

export class EquityCurve {
  #canvas;
  #context;
  #times = [];
  #equity = [];
  #drawdown = [];
  #start = 0;
  #hover = null;
  #onHover;
  #frame = 0;

  /** @param onHover is told {time, equity, drawdown} under the pointer, or null */
  constructor(canvas, onHover) {
    this.#canvas = canvas;
    this.#onHover = onHover;
    this.#context = prepare(canvas, () => this.#draw());
    canvas.addEventListener("pointermove", (event) => this.#point(event.offsetX));
    canvas.addEventListener("pointerdown", (event) => this.#point(event.offsetX));
    canvas.addEventListener("pointerleave", () => this.#point(null));
  }

  /** @param start the cash it began with; a fall below it counts from it */
  set(times, equity, start) {
    this.#times = times;
    this.#equity = equity;
    this.#start = start;
    let peak = start;
    this.#drawdown = equity.map((value) => {
      peak = Math.max(peak, value);
      return value / peak - 1;
    });
    this.redraw();
  }

  redraw() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #point(x) {
    const width = sizeOf(this.#canvas).width - AXIS_WIDTH;
    const last = this.#equity.length - 1;
    this.#hover = x === null || x > width || last < 0 ? null : Math.max(0, Math.min(last, Math.round((x / width) * last)));
    const i = this.#hover;
    this.#onHover?.(i === null ? null : { time: this.#times[i], equity: this.#equity[i], drawdown: this.#drawdown[i] });
    this.redraw();
  }

  #draw() {
    const { width, height } = sizeOf(this.#canvas);
    const g = this.#context;
    const c = colours();
    g.clearRect(0, 0, width, height);
    if (this.#equity.length < 2 || width < AXIS_WIDTH * 2) {
      return;
    }
    g.font = FONT;
    const right = width - AXIS_WIDTH;
    const bottom = height - AXIS_HEIGHT;
    const upper = { top: TOP, bottom: TOP + (bottom - TOP - GAP) * 0.7 };
    const lower = { top: upper.bottom + GAP, bottom };
    const last = this.#equity.length - 1;
    const x = (index) => (index / last) * right;

    let low = this.#start;
    let high = this.#start;
    let deepest = -0.01;
    for (let i = 0; i <= last; i++) {
      low = Math.min(low, this.#equity[i]);
      high = Math.max(high, this.#equity[i]);
      deepest = Math.min(deepest, this.#drawdown[i]);
    }
    const margin = (high - low || high * 0.02) * 0.06;
    [low, high] = [low - margin, high + margin];
    const y = (value) => upper.top + ((high - value) / (high - low)) * (upper.bottom - upper.top);
    const fall = (value) => lower.top + (value / deepest) * (lower.bottom - lower.top);

    this.#axes(g, c, { right, bottom, height, upper, low, high, y, x, last });
    this.#area(g, x, fall, this.#drawdown, right, lower.top, c.down, c.downSoft);
    this.#area(g, x, y, this.#equity, right, upper.bottom, c.accent, c.accentSoft);
    g.setLineDash([4, 4]);
    g.strokeStyle = c.muted;
    g.beginPath();
    g.moveTo(0, Math.round(y(this.#start)) + 0.5);
    g.lineTo(right, Math.round(y(this.#start)) + 0.5);
    g.stroke();
    g.setLineDash([]);
    g.fillStyle = c.muted;
    g.textAlign = "left";
    g.fillText("0%", right + 8, lower.top + 4);
    g.fillText(`${(deepest * 100).toFixed(1)}%`, right + 8, lower.bottom - 4);
    if (this.#hover !== null) {
      this.#cross(g, c, { at: x(this.#hover), bottom, points: [[y(this.#equity[this.#hover]), c.accent], [fall(this.#drawdown[this.#hover]), c.down]] });
    }
  }

  #axes(g, c, { right, bottom, height, upper, low, high, y, x, last }) {
    g.strokeStyle = c.grid;
    g.fillStyle = c.muted;
    g.lineWidth = 1;
    g.textBaseline = "middle";
    g.textAlign = "left";
    const steps = niceSteps(low, high, Math.max(2, (upper.bottom - upper.top) / 48));
    for (const value of steps) {
      const at = Math.round(y(value)) + 0.5;
      g.beginPath();
      g.moveTo(0, at);
      g.lineTo(right, at);
      g.stroke();
      g.fillText(axisNumber(value, steps[1] - steps[0]), right + 8, at);
    }
    g.textAlign = "center";
    for (const { index, label } of timeLabels(this.#times, 0, last, right / 80)) {
      const at = Math.round(x(index)) + 0.5;
      if (at < 16 || at > right - 8) {
        continue;
      }
      g.beginPath();
      g.moveTo(at, TOP);
      g.lineTo(at, bottom);
      g.stroke();
      g.fillText(label, at, height - AXIS_HEIGHT / 2 + 2);
    }
  }

  // Of the points that share a pixel the lowest and the highest are drawn, so no spike is lost.
  #area(g, x, y, values, right, base, line, fill) {
    const path = new Path2D();
    const perPixel = Math.max(1, Math.floor(values.length / (right * 1.5)));
    for (let i = 0; i < values.length; i += perPixel) {
      let low = i;
      let high = i;
      for (let j = i; j < Math.min(i + perPixel, values.length); j++) {
        if (values[j] < values[low]) {
          low = j;
        }
        if (values[j] > values[high]) {
          high = j;
        }
      }
      for (const j of low < high ? [low, high] : [high, low]) {
        path.lineTo(x(j), y(values[j]));
      }
    }
    const filled = new Path2D(path);
    filled.lineTo(right, base);
    filled.lineTo(0, base);
    filled.closePath();
    g.fillStyle = fill;
    g.fill(filled);
    g.strokeStyle = line;
    g.lineWidth = 1.5;
    g.lineJoin = "round";
    g.stroke(path);
  }

  #cross(g, c, { at, bottom, points }) {
    g.setLineDash([3, 3]);
    g.strokeStyle = c.muted;
    g.lineWidth = 1;
    g.beginPath();
    g.moveTo(Math.round(at) + 0.5, TOP);
    g.lineTo(Math.round(at) + 0.5, bottom);
    g.stroke();
    g.setLineDash([]);
    for (const [y, colour] of points) {
      g.beginPath();
      g.arc(at, y, 3.5, 0, Math.PI * 2);
      g.fillStyle = colour;
      g.fill();
    }
  }
}
