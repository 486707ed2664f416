// What linked charts share: the stretch of the axis that is in sight, and where the cursor is.

export class View {
  #all;
  #least;
  #listeners = [];

  /** @param least the shortest stretch that may be zoomed to */
  constructor(low, high, least) {
    this.#all = { from: low, to: high > low ? high : low + least };
    this.#least = Math.min(least, this.#all.to - this.#all.from);
    this.from = this.#all.from;
    this.to = this.#all.to;
    this.cursor = null;
  }

  onChange(listener) {
    this.#listeners.push(listener);
  }

  get isWhole() {
    return this.from === this.#all.from && this.to === this.#all.to;
  }

  zoom(factor, at = (this.from + this.to) / 2) {
    const span = Math.max(this.#least, Math.min((this.to - this.from) * factor, this.#all.to - this.#all.from));
    this.#show(at - ((at - this.from) / (this.to - this.from)) * span, span);
  }

  pan(by) {
    this.#show(this.from + by, this.to - this.from);
  }

  reset() {
    this.#show(this.#all.from, this.#all.to - this.#all.from);
  }

  point(at) {
    this.cursor = at;
    this.#tell();
  }

  #show(from, span) {
    this.from = Math.max(this.#all.from, Math.min(from, this.#all.to - span));
    this.to = Math.min(this.#all.to, this.from + span);
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
