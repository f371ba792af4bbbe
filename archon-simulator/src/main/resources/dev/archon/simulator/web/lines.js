// The console's lines, of which the last are kept. Every line has a number that stays the same when older ones go.

const MOST_LINES = 200_000;
const MOST_CHARACTERS = 64_000_000;
const SPARE = 5_000;

export class Lines {
  #rows = [];
  #characters = 0;

  /** The number of the oldest line that is kept, and the number that the next line will have. */
  first = 0;

  get next() {
    return this.first + this.#rows.length;
  }

  get length() {
    return this.#rows.length;
  }

  at(number) {
    return this.#rows[number - this.first];
  }

  add(rows) {
    for (const row of rows) {
      this.#rows.push(row);
      this.#characters += row.text.length;
    }
    if (this.#rows.length > MOST_LINES || this.#characters > MOST_CHARACTERS) {
      this.#forget();
    }
  }

  clear() {
    this.first = this.next;
    this.#rows = [];
    this.#characters = 0;
  }

  /** Some more than needed, so that it is not done for every line. */
  #forget() {
    let gone = 0;
    while (
      gone < this.#rows.length - 1 &&
      (this.#rows.length - gone > MOST_LINES - SPARE || this.#characters > MOST_CHARACTERS)
    ) {
      this.#characters -= this.#rows[gone].text.length;
      gone++;
    }
    this.#rows.splice(0, gone);
    this.first += gone;
  }
}
