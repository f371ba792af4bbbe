// The line under the console: sends commands and remembers them.

import { byId, setText } from './dom.js';

const REMEMBERED = 100;

export class CommandLine {
  #input = byId('command');
  #note = byId('command-note');
  #connection;
  #history = [];
  #place = 0;
  #draft = '';

  constructor(connection) {
    this.#connection = connection;
    byId('command-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('input', () => setText(this.#note, ''));
  }

  async #send() {
    const line = this.#input.value.trim();
    if (line === '') {
      return;
    }
    if (!(await this.#connection.send(line))) {
      setText(this.#note, 'not sent: not connected');
      return;
    }
    setText(this.#note, '');
    if (this.#history.at(-1) !== line) {
      this.#history = [...this.#history, line].slice(-REMEMBERED);
    }
    this.#place = this.#history.length;
    this.#input.value = '';
  }

  #key(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || event.isComposing) {
      return;
    }
    event.preventDefault();
    const place = this.#place + step;
    if (place < 0 || place > this.#history.length) {
      return;
    }
    if (this.#place === this.#history.length) {
      this.#draft = this.#input.value;
    }
    this.#place = place;
    this.#input.value = this.#history[place] ?? this.#draft;
    this.#input.setSelectionRange(this.#input.value.length, this.#input.value.length);
  }
}
