// A server's power state and uptime, and the buttons that change it.

import * as api from './api.js';
import { byId, el, setText } from './dom.js';
import { duration } from './format.js';

const POSSIBLE = {
  Start: ['stopped', 'crashed'],
  Stop: ['running', 'starting'],
  Restart: ['running', 'starting'],
  Kill: ['running', 'starting', 'stopping'],
};

export class Power {
  #server = null;
  #state = '';
  #detail = '';
  #uptime = null;
  #line = byId('power');
  #buttons = Object.keys(POSSIBLE).map((action) => el('button', { type: 'button', class: action === 'Kill' ? 'danger' : undefined, onclick: () => this.#call(action) }, action));
  #outcome;

  constructor(outcome) {
    this.#outcome = outcome;
    byId('power-buttons').append(...this.#buttons);
    setInterval(() => this.#show(), 1000);
    this.#show();
  }

  select(server) {
    this.#server = server;
    this.#state = '';
    this.#detail = '';
    this.#uptime = null;
    this.#show();
  }

  state({ state, oom_killed: oom, exit_code: code }) {
    this.#state = state;
    const parts = [code === undefined ? '' : `exit code ${code}`, oom ? 'out of memory' : ''];
    this.#detail = parts.filter((part) => part !== '').join(', ');
    if (state !== 'running') {
      this.#uptime = null;
    }
    this.#show();
  }

  /** The same in the other form, as the panel reads it. */
  whole({ power_variant: variant, exit_code: code, was_oom: oom, uptime }) {
    const crashed = oom === true || (typeof code === 'number' && code !== 0);
    const state = { not_ready: 'stopped', idle: crashed ? 'crashed' : 'stopped' }[variant] ?? variant;
    this.state({ state, oom_killed: state === 'crashed' && oom === true, exit_code: state === 'crashed' ? code ?? undefined : undefined });
    if (state === 'running' && typeof uptime === 'number') {
      this.uptime({ uptime });
    }
  }

  uptime({ uptime }) {
    this.#uptime = { seconds: uptime, at: performance.now() };
    this.#show();
  }

  async #call(action) {
    try {
      await api.power(this.#server, action);
      this.#outcome.done(`${action} was accepted`);
    } catch (error) {
      this.#outcome.failed(`${action}: ${error.message}`);
    }
  }

  #show() {
    this.#line.dataset.state = this.#state;
    const up = this.#uptime && this.#state === 'running'
      ? `up ${duration(this.#uptime.seconds + (performance.now() - this.#uptime.at) / 1000)}`
      : this.#detail;
    setText(this.#line, [this.#state || 'not known yet', up].filter((part) => part !== '').join(', '));
    this.#buttons.forEach((button) => {
      button.disabled = this.#state !== '' && !POSSIBLE[button.textContent].includes(this.#state);
    });
  }
}
