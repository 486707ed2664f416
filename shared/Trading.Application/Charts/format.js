// Numbers, times and words as people read them. Amounts of the books arrive as decimal strings and are formatted, never calculated.

const locale = navigator.language;
const cache = new Map();
const number = (digits, least = digits) => {
  const key = `${least}-${digits}`;
  if (!cache.has(key)) {
    cache.set(key, new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: digits }));
  }
  return cache.get(key);
};

const isNothing = (value) => value === null || value === undefined || value === "" || Number.isNaN(value);

/** Money of the books or of a back-test, two digits. */
export const money = (value) => (isNothing(value) ? "–" : number(2).format(value));

/** Money with its sign, for gains and losses. */
export const signed = (value) => (isNothing(value) ? "–" : (isNegative(value) || isZero(value) ? "" : "+") + number(2).format(value));

/** The class of a gain or a loss; nothing for neither. */
export const trend = (value) => (isNothing(value) || isZero(value) ? "" : isNegative(value) ? "down" : "up");

/** A price: as many digits as it needs, two at least. */
export const price = (value) => (isNothing(value) ? "–" : number(Math.abs(value) < 1 ? 6 : 4, 2).format(value));

/** A quantity: up to eight digits, none that say nothing. */
export const quantity = (value) => (isNothing(value) ? "–" : number(8, 0).format(value));

export const count = (value) => (isNothing(value) ? "–" : number(0).format(value));

/** A ratio such as Sharpe's. */
export const ratio = (value) => (isNothing(value) ? "–" : number(2).format(value));

/** A fraction as a percentage: 0.4867 is +48.67%. */
export const percent = (fraction, { sign = false } = {}) =>
  isNothing(fraction) ? "–" : `${sign && fraction >= 0 ? "+" : ""}${number(2).format(fraction * 100)}%`;

export const isZero = (value) => Number(value) === 0;

export const isNegative = (value) => String(value).trim().startsWith("-");

/** A bar's time: a daily bar's is a date; others have hours. All times are UTC. */
export function barTime(time, interval) {
  const text = new Date(time).toISOString();
  return isDaily(interval) ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}

export const isDaily = (interval) => /^\d+(d|w|mo)$/i.test(interval ?? "1d");

/** A moment: today's by its time, others by date and time. UTC, as everything here. */
export function moment(time) {
  if (!time) {
    return "–";
  }
  const text = new Date(time).toISOString();
  const today = new Date().toISOString().slice(0, 10);
  return text.slice(0, 10) === today ? `${text.slice(11, 19)}Z` : `${text.slice(0, 10)} ${text.slice(11, 16)}Z`;
}

/** How long ago: "3 s", "2 min", "1 h". */
export function age(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** camelCase as words: "riskDenied" is "risk denied". */
export const words = (camelCase) => String(camelCase ?? "").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

/** Today, tomorrow: a date as the API takes it. */
export const isoDate = (time) => new Date(time).toISOString().slice(0, 10);
