// How the candle chart looks: axes, candles with their volume, fills, and tags on the price axis.

import { axisNumber, niceSteps, timeLabels } from "./canvas.js";

export const AXIS_WIDTH = 64;
export const AXIS_HEIGHT = 24;

export function paintAxes(g, c, { plot, width, height, low, high, x, y, times, from, to }) {
  g.strokeStyle = c.grid;
  g.fillStyle = c.muted;
  g.lineWidth = 1;
  g.textBaseline = "middle";
  g.textAlign = "left";
  const steps = niceSteps(low, high, Math.max(2, plot.height / 56));
  const step = steps[1] - steps[0];
  for (const value of steps) {
    const at = Math.round(y(value)) + 0.5;
    g.beginPath();
    g.moveTo(0, at);
    g.lineTo(plot.width, at);
    g.stroke();
    g.fillText(axisNumber(value, step), plot.width + 8, at);
  }
  g.textAlign = "center";
  for (const { index, label } of timeLabels(times, from, to, width / 90)) {
    const at = Math.round(x(index)) + 0.5;
    if (at < 16 || at > plot.width - 8) {
      continue;
    }
    g.beginPath();
    g.moveTo(at, 0);
    g.lineTo(at, plot.height);
    g.stroke();
    g.fillText(label, at, height - AXIS_HEIGHT / 2 + 2);
  }
}

export function paintCandles(g, c, { buckets, barWidth, x, y, plot, mostVolume }) {
  for (const bucket of buckets) {
    const room = (bucket.end - bucket.start) * barWidth;
    const middle = (x(bucket.start) + x(bucket.end - 1)) / 2;
    const body = Math.max(1, Math.min(room * 0.68, 18));
    const left = Math.round(middle - body / 2);
    const rising = bucket.close >= bucket.open;
    if (mostVolume > 0) {
      const tall = (bucket.volume / mostVolume) * plot.height * 0.16;
      g.fillStyle = c.volume;
      g.fillRect(left, plot.height - tall, Math.max(1, Math.round(body)), tall);
    }
    g.fillStyle = rising ? c.up : c.down;
    g.fillRect(Math.round(middle) - 0.5, y(bucket.high), 1, Math.max(1, y(bucket.low) - y(bucket.high)));
    const top = y(Math.max(bucket.open, bucket.close));
    const bottom = y(Math.min(bucket.open, bucket.close));
    g.fillRect(left, top, Math.max(1, Math.round(body)), Math.max(1, bottom - top));
  }
}

export function paintMarks(g, c, { markers, bars, x, y, first, last, barWidth }) {
  const size = Math.max(6, Math.min(9, barWidth));
  for (const { index, side } of markers) {
    if (index < first || index > last) {
      continue;
    }
    const buys = side === "buy";
    const at = x(index);
    const tip = buys ? y(bars.low[index]) + 5 : y(bars.high[index]) - 5;
    const base = buys ? tip + size * 1.6 : tip - size * 1.6;
    g.beginPath();
    g.moveTo(at, tip);
    g.lineTo(at - size, base);
    g.lineTo(at + size, base);
    g.closePath();
    g.fillStyle = buys ? c.buy : c.sell;
    g.fill();
    g.lineWidth = 1.5;
    g.strokeStyle = c.surface;
    g.stroke();
  }
}

export function paintTag(g, left, middle, value, background, text) {
  g.fillStyle = background;
  g.beginPath();
  g.roundRect(left + 3, middle - 9, AXIS_WIDTH - 5, 18, 4);
  g.fill();
  g.fillStyle = text;
  g.textAlign = "left";
  g.textBaseline = "middle";
  g.fillText(value.toLocaleString(undefined, { minimumFractionDigits: 2, maximumFractionDigits: value < 1 ? 6 : 2 }), left + 8, middle);
}
