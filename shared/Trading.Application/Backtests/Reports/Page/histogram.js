// How often values fall into classes: bars above an axis, gains and losses in their colours.

import { Plot, numberTicks } from "./plot.js";

export class HistogramChart extends Plot {
  #data;
  #write;
  #hover = null;
  #onHover;

  /** @param data {low, width, counts, mean, median}; @param onHover is told the class under the pointer, or null */
  constructor(canvas, data, write, onHover) {
    super(canvas);
    this.#data = data;
    this.#write = write;
    this.#onHover = onHover;
    const last = data.counts.length - 1;
    canvas.addEventListener("pointermove", (event) => this.#point(Math.floor((event.offsetX / this.plotWidth) * data.counts.length)));
    canvas.addEventListener("pointerleave", () => this.#point(null));
    canvas.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by) {
        event.preventDefault();
        this.#point(Math.max(0, Math.min(last, (this.#hover ?? (by > 0 ? -1 : last + 1)) + by)));
      }
    });
    onHover(null);
  }

  #point(index) {
    this.#hover = index !== null && index >= 0 && index < this.#data.counts.length ? index : null;
    this.#onHover(this.#hover);
    this.redraw();
  }

  draw() {
    if (!this.#data || this.plotWidth < 40) {
      return;
    }
    const { low, width, counts, mean } = this.#data;
    const across = { from: low, to: low + width * counts.length };
    const up = { from: 0, to: Math.max(...counts) * 1.08 };
    const frame = this.begin(across, up);
    const { g, c, right, bottom, top, x, y } = frame;
    const whole = numberTicks(0, up.to, (bottom - top) / 40, (value) => value.toLocaleString()).filter(({ at }) => Number.isInteger(at));
    this.axes(frame, numberTicks(across.from, across.to, right / 90, this.#write), whole);
    counts.forEach((count, i) => {
      const from = low + i * width;
      g.fillStyle = from + width / 2 < 0 ? c.sell : c.buy;
      g.globalAlpha = this.#hover === null || this.#hover === i ? 0.9 : 0.5;
      g.fillRect(x(from) + 0.5, y(count), Math.max(1, x(from + width) - x(from) - 1), bottom - y(count));
    });
    g.globalAlpha = 1;
    const middle = Math.round(x(mean)) + 0.5;
    this.dashed(frame, middle, top, middle, bottom);
  }
}
