// What every drawing of the report has in common: a canvas with axes, a pointer, and the cursor by keys.

import { FONT, colours, niceSteps, prepare, sizeOf, timeLabels } from "./canvas.js";

const PLOT_RIGHT = 72;
const PLOT_BOTTOM = 24;
const PLOT_TOP = 8;
const TIME_SAMPLES = 1_500;

/** Where an axis of bars gets labels of their times: {at, label}. Along bars, not hours, so that a night or a gap takes no room. */
export function timeTicks(from, to, most, timeOf) {
  const places = Array.from({ length: TIME_SAMPLES }, (_, i) => from + ((to - from) * i) / (TIME_SAMPLES - 1));
  const times = places.map(timeOf);
  // Of decades on a phone even the years of the coarsest unit are too many: then every second, every fourth.
  for (let every = 1; every <= 16; every *= 2) {
    const labels = timeLabels(times, 0, TIME_SAMPLES - 1, most * every);
    if (labels.length) {
      return labels.filter((_, i) => i % every === 0).map(({ index, label }) => ({ at: places[index], label }));
    }
  }
  return [];
}

/** Where an axis of numbers gets labels: {at, label}. */
export function numberTicks(low, high, most, write) {
  const steps = niceSteps(low, high, Math.max(2, most));
  return steps.map((at) => ({ at, label: write(at, steps.length > 1 ? steps[1] - steps[0] : Math.abs(at)) }));
}

/** Where a logarithmic axis gets labels: round numbers of one digit, fewer when there are many. */
export function logTicks(low, high, most, write) {
  if (high / low < 4) {
    return numberTicks(low, high, most, write);
  }
  const ticks = [];
  for (const digits of [[1, 2, 5], [1, 3], [1]]) {
    ticks.length = 0;
    for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10) {
      ticks.push(...digits.map((digit) => digit * power).filter((at) => at >= low && at <= high));
    }
    if (ticks.length <= most) {
      break;
    }
  }
  return ticks.map((at) => ({ at, label: write(at, at) }));
}

export class Plot {
  #canvas;
  #frame = 0;

  constructor(canvas) {
    this.#canvas = canvas;
    this.context = prepare(canvas, () => this.draw());
    window.addEventListener("beforeprint", () => this.draw());
  }

  get canvas() {
    return this.#canvas;
  }

  redraw() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  get plotWidth() {
    return Math.max(1, sizeOf(this.#canvas).width - PLOT_RIGHT);
  }

  get plotHeight() {
    return Math.max(1, sizeOf(this.#canvas).height - PLOT_BOTTOM - PLOT_TOP);
  }

  get plotTop() {
    return PLOT_TOP;
  }

  /** How far along a range {from, to} a value is. */
  share(value, { from, to }) {
    return (value - from) / (to - from);
  }

  /** Clears, and gives what is drawn with: the context, the colours, and scales from the ranges {from, to} to pixels. */
  begin(across, up) {
    const { width, height } = sizeOf(this.#canvas);
    const g = this.context;
    g.clearRect(0, 0, width, height);
    g.font = FONT;
    const right = width - PLOT_RIGHT;
    const bottom = height - PLOT_BOTTOM;
    return {
      g, c: colours(), right, bottom, top: PLOT_TOP,
      x: (value) => this.share(value, across) * right,
      y: (value) => bottom - this.share(value, up) * (bottom - PLOT_TOP),
    };
  }

  /** Grid and labels; ticks are {at, label} with `at` as the scales take it. */
  axes({ g, c, right, bottom, top, x, y }, acrossTicks, upTicks) {
    g.strokeStyle = c.grid;
    g.fillStyle = c.muted;
    g.lineWidth = 1;
    g.textBaseline = "middle";
    g.textAlign = "left";
    for (const { at, label } of upTicks) {
      const middle = Math.round(y(at)) + 0.5;
      this.line(g, 0, middle, right, middle);
      g.fillText(label, right + 8, Math.max(middle, 7));
    }
    g.textAlign = "center";
    for (const { at, label } of acrossTicks) {
      const middle = Math.round(x(at)) + 0.5;
      if (middle > 16 && middle < right - 8) {
        this.line(g, middle, top, middle, bottom);
        g.fillText(label, middle, bottom + PLOT_BOTTOM / 2 + 2);
      }
    }
  }

  line(g, fromX, fromY, toX, toY) {
    g.beginPath();
    g.moveTo(fromX, fromY);
    g.lineTo(toX, toY);
    g.stroke();
  }

  dashed(frame, fromX, fromY, toX, toY) {
    const { g, c } = frame;
    g.setLineDash([3, 3]);
    g.strokeStyle = c.muted;
    g.lineWidth = 1;
    this.line(g, fromX, fromY, toX, toY);
    g.setLineDash([]);
  }
}
