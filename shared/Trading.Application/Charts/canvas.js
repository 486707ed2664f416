// What both charts need of a canvas: sharp pixels, the page's colours, nice steps, time labels.

/** Keeps a canvas as sharp as the screen and redraws it when its size or the colour scheme changes. */
export function prepare(canvas, redraw) {
  const context = canvas.getContext("2d");
  const resize = () => {
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = canvas.getBoundingClientRect();
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    redraw();
  };
  new ResizeObserver(resize).observe(canvas);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  return context;
}

export const sizeOf = (canvas) => ({ width: canvas.clientWidth, height: canvas.clientHeight });

/** The page's colours, as the scheme of the moment has them. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: of("text"), muted: of("muted"), grid: of("grid"), surface: of("surface"), up: of("up"), down: of("down"),
    accent: of("accent"), accentSoft: of("accent-soft"), downSoft: of("down-soft"), volume: of("volume"), buy: of("buy"), sell: of("sell"),
  };
}

export const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Round values between two ends, about `wanted` of them. */
export function niceSteps(low, high, wanted) {
  const span = high - low;
  if (!(span > 0) || wanted < 1) {
    return [low];
  }
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const steps = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    steps.push(value + 0); // makes a negative zero one without a sign
  }
  return steps;
}

/** An axis value with as many digits as its neighbours differ by. */
export function axisNumber(value, step) {
  if (Math.abs(step) >= 100_000) {
    return `${(value / 1e6).toLocaleString(undefined, { maximumFractionDigits: 2 })}M`;
  }
  const digits = Math.max(0, Math.min(8, Math.ceil(-Math.log10(Math.abs(step) || 1) + 0.001)));
  return value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const UNITS = [
  { of: (t) => Math.floor(t / 900_000), label: (d) => d.toISOString().slice(11, 16) },
  { of: (t) => Math.floor(t / 3_600_000), label: (d) => d.toISOString().slice(11, 16) },
  { of: (t) => Math.floor(t / 86_400_000), label: (d) => `${d.getUTCDate()} ${month(d)}` },
  { of: (t) => Math.floor((t / 86_400_000 + 3) / 7), label: (d) => `${d.getUTCDate()} ${month(d)}` },
  { of: (t) => yearMonth(t), label: (d) => (d.getUTCMonth() === 0 ? `${d.getUTCFullYear()}` : month(d)) },
  { of: (t) => Math.floor(yearMonth(t) / 3), label: (d) => (d.getUTCMonth() < 3 ? `${d.getUTCFullYear()}` : month(d)) },
  { of: (t) => new Date(t).getUTCFullYear(), label: (d) => `${d.getUTCFullYear()}` },
  { of: (t) => Math.floor(new Date(t).getUTCFullYear() / 2), label: (d) => `${d.getUTCFullYear()}` },
  { of: (t) => Math.floor(new Date(t).getUTCFullYear() / 5), label: (d) => `${d.getUTCFullYear()}` },
];
const month = (d) => d.toLocaleString(undefined, { month: "short", timeZone: "UTC" });
const yearMonth = (t) => new Date(t).getUTCFullYear() * 12 + new Date(t).getUTCMonth();

/** Where a time axis gets labels: {index, label}, at most `most` of them, at the first bar of a day, month or year. */
export function timeLabels(times, from, to, most) {
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(times.length - 1, Math.ceil(to));
  const stride = Math.max(1, Math.floor((last - first) / 2_000));
  for (const unit of UNITS) {
    const labels = [];
    let previous = first > 0 ? unit.of(times[first - 1]) : unit.of(times[first] ?? 0);
    for (let i = first; i <= last; i += stride) {
      const current = unit.of(times[i]);
      if (current !== previous) {
        labels.push({ index: i, label: unit.label(new Date(times[i])) });
        previous = current;
      }
    }
    if (labels.length <= most) {
      return labels;
    }
  }
  return [];
}
