// Finds the lines of the console that hold a text. Works a slice at a time, so that typing and scrolling stay smooth.

import { plain } from './styled-text.js';

const SLICE = 5_000;

export class Search {
  #lines;
  #query = '';
  #scanned = 0;
  #matches = [];

  constructor(lines) {
    this.#lines = lines;
  }

  get query() {
    return this.#query;
  }

  get count() {
    return this.#matches.length;
  }

  /** Begins to look for a text, whatever its case; an empty one finds nothing. */
  start(query) {
    this.#query = query.toLowerCase();
    this.#matches = [];
    this.#scanned = this.#lines.first;
  }

  /** Looks at some more lines; returns whether there are more to look at. */
  proceed() {
    if (this.#query === '') {
      return false;
    }
    this.#forget();
    const end = Math.min(this.#lines.next, this.#scanned + SLICE);
    for (; this.#scanned < end; this.#scanned++) {
      if (plain(this.#lines.at(this.#scanned).text).toLowerCase().includes(this.#query)) {
        this.#matches.push(this.#scanned);
      }
    }
    return this.#scanned < this.#lines.next;
  }

  /** The place among the matches of a line, from 1; 0 if it is none. */
  placeOf(number) {
    const place = this.#notBefore(number);
    return this.#matches[place] === number ? place + 1 : 0;
  }

  /** The next match after a line, or before it, around the end; undefined if there is none. */
  after(number) {
    return this.#matches[this.#notBefore(number + 1)] ?? this.#matches[0];
  }

  before(number) {
    return this.#matches[this.#notBefore(number) - 1] ?? this.#matches.at(-1);
  }

  #forget() {
    const { first } = this.#lines;
    this.#scanned = Math.max(this.#scanned, first);
    if (this.#matches.length > 0 && this.#matches[0] < first) {
      this.#matches.splice(0, this.#notBefore(first));
    }
  }

  #notBefore(number) {
    let low = 0;
    let high = this.#matches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#matches[middle] < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
