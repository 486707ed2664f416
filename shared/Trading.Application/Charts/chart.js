// Candles on a canvas: zoom with the wheel, two fingers or + and -, pan by dragging or with the arrow keys, a crosshair with the
// bar's prices, and where it was bought and sold.

import { FONT, colours, prepare, sizeOf } from "./canvas.js";
import { AXIS_HEIGHT, AXIS_WIDTH, paintAxes, paintCandles, paintMarks, paintTag } from "./paint.js";

const TOP = 10;
const LEAST_BARS = 10;
/** Bars in sight at first, the newest. */
export const FIRST_BARS = 160;

export class CandleChart {
  #canvas;
  #context;
  #bars = { time: [], open: [], high: [], low: [], close: [], volume: [] };
  #shown = 0; // Bars that may be seen; a replay shows none beyond its cursor.
  #markers = [];
  #from = 0;
  #to = 0;
  #hover = null;
  #pointers = new Map();
  #pinch = null;
  #onHover;
  #isPageScrolled;
  #frame = 0;

  /**
   * @param onHover is told the index of the bar under the crosshair, or null
   * @param isPageScrolled true on a long page, which the wheel alone scrolls: the chart then zooms with Ctrl
   */
  constructor(canvas, onHover, { isPageScrolled = false } = {}) {
    this.#isPageScrolled = isPageScrolled;
    this.#canvas = canvas;
    this.#onHover = onHover;
    this.#context = prepare(canvas, () => this.#draw());
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, (event) => this.#pointers.delete(event.pointerId));
    }
    canvas.addEventListener("pointerleave", () => this.#point(null));
    canvas.addEventListener("dblclick", () => this.fit());
    canvas.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Columns of bars, oldest first; times in milliseconds. */
  setBars(bars, { keepView = false } = {}) {
    this.#bars = bars;
    this.#shown = bars.time.length;
    if (!keepView) {
      this.showLast(FIRST_BARS);
    }
    this.redraw();
  }

  /** Shows the first `count` bars only, and goes along when the newest was in sight. */
  setShown(count) {
    const following = this.#to >= this.#shown - 1;
    const moved = count - this.#shown;
    this.#shown = Math.min(count, this.#bars.time.length);
    if (following) {
      this.#from += moved;
      this.#to += moved;
    }
    this.redraw();
  }

  /** Fills: {index, side: "buy" | "sell", price}. */
  setMarkers(markers) {
    this.#markers = markers;
    this.redraw();
  }

  showLast(count) {
    this.#to = this.#shown + 2;
    this.#from = this.#to - Math.min(Math.max(count, LEAST_BARS), this.#shown + 2);
    this.redraw();
  }

  fit() {
    this.#from = 0;
    this.#to = this.#shown + 1;
    this.redraw();
  }

  /** Brings a bar into the middle. */
  reveal(index) {
    const half = Math.min(this.#to - this.#from, 240) / 2;
    this.#from = index - half;
    this.#to = index + half;
    this.redraw();
  }

  redraw() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #plotWidth() {
    return Math.max(1, sizeOf(this.#canvas).width - AXIS_WIDTH);
  }

  #zoom(factor, atX) {
    const span = this.#to - this.#from;
    const next = Math.min(Math.max(span * factor, LEAST_BARS), Math.max(this.#shown + 2, LEAST_BARS));
    const share = atX / this.#plotWidth();
    this.#from += (span - next) * share;
    this.#to = this.#from + next;
    this.#clamp();
    this.redraw();
  }

  #pan(bars) {
    this.#from += bars;
    this.#to += bars;
    this.#clamp();
    this.redraw();
  }

  // Some of the bars stay in sight, and not more empty space than bars.
  #clamp() {
    const span = this.#to - this.#from;
    this.#from = Math.min(Math.max(this.#from, -span * 0.3), this.#shown - span * 0.3);
    this.#to = this.#from + span;
  }

  #wheel(event) {
    if (this.#isPageScrolled && !event.ctrlKey && !event.metaKey) {
      return;
    }
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.#pan((event.deltaX / this.#plotWidth()) * (this.#to - this.#from));
    } else {
      this.#zoom(Math.exp(Math.max(-100, Math.min(100, event.deltaY)) * 0.002), event.offsetX);
    }
  }

  #down(event) {
    this.#canvas.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, event.offsetX);
    this.#pinch = null;
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) {
      this.#point({ x: event.offsetX, y: event.offsetY });
      return;
    }
    this.#pointers.set(event.pointerId, event.offsetX);
    if (this.#pointers.size === 2) {
      const [a, b] = [...this.#pointers.values()];
      const distance = Math.max(10, Math.abs(a - b));
      if (this.#pinch) {
        this.#zoom(this.#pinch / distance, (a + b) / 2);
      }
      this.#pinch = distance;
    } else {
      this.#pan(((before - event.offsetX) / this.#plotWidth()) * (this.#to - this.#from));
      this.#point({ x: event.offsetX, y: event.offsetY });
    }
  }

  #key(event) {
    const step = (this.#to - this.#from) / 8;
    const actions = {
      ArrowLeft: () => this.#pan(-step),
      ArrowRight: () => this.#pan(step),
      "+": () => this.#zoom(0.8, this.#plotWidth() / 2),
      "-": () => this.#zoom(1.25, this.#plotWidth() / 2),
      Home: () => this.#pan(-this.#from),
      End: () => this.showLast(this.#to - this.#from),
      0: () => this.fit(),
    };
    if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  }

  #point(position) {
    this.#hover = position;
    this.#onHover?.(position ? this.#indexAt(position.x) : null);
    this.redraw();
  }

  #indexAt(x) {
    const index = Math.floor(this.#from + (x / this.#plotWidth()) * (this.#to - this.#from));
    return index >= 0 && index < this.#shown && x <= this.#plotWidth() ? index : null;
  }

  #draw() {
    const { width, height } = sizeOf(this.#canvas);
    const g = this.#context;
    const c = colours();
    g.clearRect(0, 0, width, height);
    if (!this.#shown || width < AXIS_WIDTH * 2) {
      return;
    }
    g.font = FONT;
    const plot = { width: width - AXIS_WIDTH, height: height - AXIS_HEIGHT };
    const span = this.#to - this.#from;
    const barWidth = plot.width / span;
    const x = (index) => (index - this.#from + 0.5) * barWidth;
    const first = Math.max(0, Math.floor(this.#from));
    const last = Math.min(this.#shown - 1, Math.ceil(this.#to));
    if (last < first) {
      return;
    }
    const buckets = this.#buckets(first, last, Math.max(1, Math.ceil(3 / barWidth)));
    let low = Infinity;
    let high = -Infinity;
    let mostVolume = 0;
    for (const bucket of buckets) {
      low = Math.min(low, bucket.low);
      high = Math.max(high, bucket.high);
      mostVolume = Math.max(mostVolume, bucket.volume);
    }
    const margin = (high - low || Math.abs(high) * 0.02 || 1) * 0.08;
    [low, high] = [low - margin, high + margin];
    const priceHeight = plot.height - TOP;
    const y = (price) => TOP + ((high - price) / (high - low)) * priceHeight;

    paintAxes(g, c, { plot, width, height, low, high, x, y, times: this.#bars.time, from: this.#from, to: Math.min(this.#to, this.#shown - 1) });
    g.save();
    g.beginPath();
    g.rect(0, 0, plot.width, plot.height);
    g.clip();
    paintCandles(g, c, { buckets, barWidth, x, y, plot, mostVolume });
    paintMarks(g, c, { markers: this.#markers, bars: this.#bars, x, y, first, last: Math.min(last, this.#shown - 1), barWidth });
    g.restore();
    this.#lastPrice(g, c, { plot, y });
    if (this.#hover) {
      this.#crosshair(g, c, { plot, height, x, low, high, priceHeight });
    }
  }

  // Bars that would be thinner than three pixels are drawn several as one.
  #buckets(first, last, size) {
    const { open, high, low, close, volume } = this.#bars;
    const buckets = [];
    // Aligned to the series, not to the view, so that candles keep their shape while panning.
    for (let start = Math.floor(first / size) * size; start <= last; start += size) {
      const end = Math.min(start + size, this.#shown);
      const bucket = { start, end, open: open[start], close: close[end - 1], high: -Infinity, low: Infinity, volume: 0 };
      for (let i = start; i < end; i++) {
        bucket.high = Math.max(bucket.high, high[i]);
        bucket.low = Math.min(bucket.low, low[i]);
        bucket.volume += volume[i];
      }
      buckets.push(bucket);
    }
    return buckets;
  }

  #lastPrice(g, c, { plot, y }) {
    const index = this.#shown - 1;
    const value = this.#bars.close[index];
    const at = Math.min(Math.max(y(value), 8), plot.height - 8);
    paintTag(g, plot.width, at, value, value >= this.#bars.open[index] ? c.up : c.down, c.surface);
  }

  #crosshair(g, c, { plot, height, x, low, high, priceHeight }) {
    const index = this.#indexAt(this.#hover.x);
    const at = Math.min(this.#hover.y, plot.height);
    g.setLineDash([3, 3]);
    g.strokeStyle = c.muted;
    g.beginPath();
    if (index !== null) {
      const middle = Math.round(x(index)) + 0.5;
      g.moveTo(middle, 0);
      g.lineTo(middle, plot.height);
    }
    g.moveTo(0, Math.round(at) + 0.5);
    g.lineTo(plot.width, Math.round(at) + 0.5);
    g.stroke();
    g.setLineDash([]);
    paintTag(g, plot.width, at, high - ((at - TOP) / priceHeight) * (high - low), c.text, c.surface);
  }
}
