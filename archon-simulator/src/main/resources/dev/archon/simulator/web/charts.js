// Sparklines, drawn in SVG.

import { svg } from './dom.js';

const WIDTH = 120;
const HEIGHT = 28;
const POINTS = 60;
// The first readings are drawn this wide apart: one can see how they go before the minute is full.
const FEWEST = 8;

export class Sparkline {
  #values;
  #paths = [];
  element = svg('svg', { class: 'sparkline', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });

  /** @param series how many lines it has */
  constructor(series = 1) {
    this.#values = Array.from({ length: series }, () => []);
    for (let i = 0; i < series; i++) {
      const area = i === 0 ? svg('path', { class: 'area' }) : null;
      const line = svg('path', { class: `line line-${i}`, 'vector-effect': 'non-scaling-stroke' });
      this.#paths.push({ area, line });
      this.element.append(...(area ? [area, line] : [line]));
    }
  }

  /** Adds a value to each line; most is what fills the height, by default the largest value that is shown. */
  add(values, most) {
    values.forEach((value, i) => {
      this.#values[i] = [...this.#values[i], value].slice(-POINTS);
    });
    const top = most ?? Math.max(1, ...this.#values.flat()) * 1.15;
    this.#values.forEach((series, i) => this.#draw(series, top, this.#paths[i]));
  }

  clear() {
    this.#values = this.#values.map(() => []);
    this.#paths.forEach(({ area, line }) => [area, line].forEach((path) => path?.removeAttribute('d')));
  }

  #draw(series, top, { area, line }) {
    const step = WIDTH / (Math.max(FEWEST, series.length) - 1);
    const x = (i) => (WIDTH - (series.length - 1 - i) * step).toFixed(1);
    const y = (value) => (HEIGHT - 1 - Math.min(1, Math.max(0, value / top)) * (HEIGHT - 3)).toFixed(1);
    const points = series.map((value, i) => `${x(i)} ${y(value)}`);
    line.setAttribute('d', points.length > 1 ? `M${points.join('L')}` : '');
    area?.setAttribute('d', points.length > 1 ? `M${x(0)} ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}Z` : '');
  }
}
