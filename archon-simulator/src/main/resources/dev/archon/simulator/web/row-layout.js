// Where each line of the console is, in rows: one row a line, or as many as a line needs when lines wrap.

import { plain } from './styled-text.js';

// From Hangul Jamo on, most characters of East Asian scripts and pictures are two columns wide.
const WIDE_FROM = 0x1100;

export class RowLayout {
  #lines;
  #columns = 0;
  #ends = []; // For each line, the rows up to its end, counted from #gone.
  #gone = 0;
  #first = 0;

  constructor(lines) {
    this.#lines = lines;
  }

  get wraps() {
    return this.#columns > 0;
  }

  /** Sets the width at which lines wrap, in characters; 0 for lines that do not. Returns whether that is new. */
  wrapAt(columns) {
    if (columns === this.#columns) {
      return false;
    }
    this.#columns = columns;
    this.#forget();
    return true;
  }

  /** Takes in the lines that came, and forgets those that went. Returns how many rows went. */
  update() {
    const { first, next } = this.#lines;
    let gone = first - this.#first;
    if (!this.wraps) {
      this.#first = first;
      return gone;
    }
    if (gone > 0 && gone >= this.#ends.length) {
      gone = this.rows;
      this.#forget();
    } else if (gone > 0) {
      const end = this.#ends[gone - 1];
      this.#ends.splice(0, gone);
      gone = end - this.#gone;
      this.#gone = end;
      this.#first = first;
    }
    for (let number = this.#first + this.#ends.length; number < next; number++) {
      this.#ends.push((this.#ends.at(-1) ?? this.#gone) + this.#needed(this.#lines.at(number).text));
    }
    return gone;
  }

  /** The rows of all lines. */
  get rows() {
    return this.wraps ? (this.#ends.at(-1) ?? this.#gone) - this.#gone : this.#lines.length;
  }

  /** The rows above a line. */
  above(number) {
    const place = number - this.#lines.first;
    return this.wraps && place > 0 ? (this.#ends[place - 1] ?? this.#gone) - this.#gone : place;
  }

  /** The rows of one line. */
  rowsOf(number) {
    return this.wraps ? this.above(number + 1) - this.above(number) : 1;
  }

  /** The number of the line that a row belongs to. */
  lineAt(row) {
    if (!this.wraps) {
      return this.#lines.first + row;
    }
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ends[middle] - this.#gone <= row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.#first + low;
  }

  #forget() {
    this.#ends = [];
    this.#gone = 0;
    this.#first = this.#lines.first;
  }

  #needed(text) {
    return Math.max(1, Math.ceil(columnsOf(plain(shown(text)), this.#columns) / this.#columns));
  }
}

const LONGEST_SHOWN = 2_000;
const TAB = 4; // As in console.css.

/** As much of a line as is shown. */
export const shown = (text) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)} ...` : text);

/** How many columns a text takes in rows of some width, in each of which tabs stop anew. */
function columnsOf(text, width) {
  let columns = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 9) {
      columns += TAB - ((columns % width) % TAB);
    } else {
      columns += code >= WIDE_FROM ? 2 : 1;
    }
  }
  return columns;
}
