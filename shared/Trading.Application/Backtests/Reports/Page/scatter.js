// A point for each trade; gains are discs, losses crosses, so that colour alone says nothing.

import { Plot, numberTicks } from "./plot.js";

const REACH = 24;

export class ScatterChart extends Plot {
  #points;
  #write;
  #hover = null;
  #onHover;

  /** @param points {x, y, gained}, both 0 or more; @param onHover is told the index under the pointer, or null; @param onPick when clicked */
  constructor(canvas, points, write, onHover, onPick) {
    super(canvas);
    this.#points = points;
    this.#write = write;
    this.#onHover = onHover;
    canvas.addEventListener("pointermove", (event) => this.#point(this.#nearest(event.offsetX, event.offsetY)));
    canvas.addEventListener("pointerleave", () => this.#point(null));
    canvas.addEventListener("click", () => this.#hover !== null && onPick(this.#hover));
    canvas.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by && points.length) {
        event.preventDefault();
        this.#point(((this.#hover ?? -by) + by + points.length) % points.length);
      } else if (event.key === "Enter" && this.#hover !== null) {
        onPick(this.#hover);
      }
    });
    onHover(null);
  }

  #point(index) {
    this.#hover = index;
    this.#onHover(index);
    this.redraw();
  }

  // The farthest points set the scale.
  #ranges() {
    let [across, up] = [0.001, 0.001];
    for (const { x, y } of this.#points) {
      across = Math.max(across, x);
      up = Math.max(up, y);
    }
    return { across: { from: -across * 0.02, to: across * 1.05 }, up: { from: -up * 0.02, to: up * 1.05 } };
  }

  #nearest(atX, atY) {
    const { across, up } = this.#ranges();
    let best = null;
    let nearest = REACH ** 2;
    this.#points.forEach(({ x, y }, i) => {
      const left = this.share(x, across) * this.plotWidth - atX;
      const above = this.plotTop + this.plotHeight * (1 - this.share(y, up)) - atY;
      const distance = left * left + above * above;
      if (distance < nearest) {
        [best, nearest] = [i, distance];
      }
    });
    return best;
  }

  draw() {
    if (!this.#points || this.plotWidth < 40) {
      return;
    }
    const { across, up } = this.#ranges();
    const frame = this.begin(across, up);
    const { g, c, right, bottom, top, x, y } = frame;
    this.axes(frame, numberTicks(0, across.to, right / 90, this.#write), numberTicks(0, up.to, (bottom - top) / 40, this.#write));
    g.globalAlpha = this.#points.length > 1_000 ? 0.45 : 0.8;
    g.lineWidth = 1.6;
    this.#points.forEach((point, i) => this.#mark(g, c, x(point.x), y(point.y), point.gained, i === this.#hover ? 6 : 3.2));
    g.globalAlpha = 1;
  }

  #mark(g, c, atX, atY, gained, size) {
    g.beginPath();
    if (gained) {
      g.fillStyle = c.buy;
      g.arc(atX, atY, size, 0, Math.PI * 2);
      g.fill();
    } else {
      g.strokeStyle = c.sell;
      g.moveTo(atX - size, atY - size);
      g.lineTo(atX + size, atY + size);
      g.moveTo(atX + size, atY - size);
      g.lineTo(atX - size, atY + size);
      g.stroke();
    }
  }
}
