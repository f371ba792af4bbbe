// What clients did, live, newest first.

import * as api from './api.js';
import { byId, el } from './dom.js';
import { clock } from './format.js';
import { Timeline } from './timeline.js';

const SHOWN = 300;
const EARLIER = 100;

export class Journal {
  #list = byId('journal');
  #timeline = new Timeline();
  #entries = []; // Those of the picture, oldest first.
  #after = -1;
  #server = null;
  #busy = false;

  constructor() {
    byId('journal-own').addEventListener('change', () => this.#filter());
    byId('journal-clear').addEventListener('click', () => this.#list.replaceChildren());
  }

  select(server) {
    this.#server = server;
    this.#filter();
  }

  /** Shows what has come since it was last asked; next is the number of the newest entry there is, now the simulator's time. */
  async update(next, now) {
    await this.#fetch(next);
    const own = byId('journal-own').checked;
    this.#timeline.show(this.#entries.filter(({ server }) => !own || server === this.#server), Date.parse(now));
  }

  async #fetch(next) {
    if (this.#after < 0) {
      this.#after = Math.max(0, next - EARLIER);
    } else if (next < this.#after) {
      // Another simulator has taken its place.
      this.#after = 0;
      this.#list.replaceChildren();
      this.#entries = [];
    }
    if (this.#busy || next <= this.#after) {
      return;
    }
    this.#busy = true;
    try {
      const page = await api.journal(Math.max(this.#after, next - SHOWN));
      this.#after = page.next;
      this.#entries = [...this.#entries, ...page.entries.map(marked)].slice(-SHOWN);
      this.#list.prepend(...page.entries.slice(-SHOWN).reverse().map(item));
      while (this.#list.children.length > SHOWN) {
        this.#list.lastElementChild.remove();
      }
      this.#filter();
    } finally {
      this.#busy = false;
    }
  }

  #filter() {
    const own = byId('journal-own').checked;
    for (const entry of this.#list.children) {
      entry.hidden = own && entry.dataset.server !== this.#server;
    }
  }
}

const marked = (entry) => ({ ...described(entry), server: entry.server, what: entry.what, time: Date.parse(entry.time) });

function item(entry) {
  const { text, bad, more } = described(entry);
  return el(
    'li',
    { class: bad ? 'bad' : '', 'data-server': entry.server, 'data-what': entry.what },
    el('time', { datetime: entry.time }, clock(entry.time)),
    el('span', { class: 'of' }, entry.server),
    el('span', { class: 'text', title: more ? `${text}: ${more}` : text }, text),
  );
}

const ANSWERERS = { stub: 'by a stub', forward: 'forwarded', fault: 'by a fault', nobody: 'by nobody' };

/** Says who answered a call, unless it was the simulator as ever. */
function calledBy({ answered_by: who, detail }, { text, bad }) {
  return { text: who in ANSWERERS ? `${text}, ${ANSWERERS[who]}` : text, bad, more: detail };
}

function described(entry) {
  const answered = (what) => ({
    text: entry.status === 0 ? `${what}, not answered` : `${what}, ${entry.status}`,
    bad: entry.status === 0 || entry.status >= 400,
  });
  switch (entry.what) {
    case 'token-call':
      return answered('token call');
    case 'call':
      return calledBy(entry, answered(`${entry.method} ${entry.path}`));
    case 'handshake':
      return answered('handshake');
    case 'auth':
      return { text: entry.accepted ? `auth, ${entry.detail}` : `auth refused, ${entry.detail}`, bad: !entry.accepted };
    case 'command':
      return { text: `command ${entry.text}`, bad: false };
    case 'power':
      return { text: `power ${entry.action}`, bad: false };
    case 'closed': {
      const code = entry.code === undefined ? '' : ` with ${entry.code}`;
      const reason = entry.reason === '' ? '' : `, ${entry.reason}`;
      return { text: `closed by the ${entry.by}${code}${reason}`, bad: ![1000, 1001].includes(entry.code) };
    }
    case 'unreadable':
      return { text: `unreadable: ${entry.problem}`, bad: true };
    case 'ping':
    case 'pong':
      return { text: `${entry.what}, ${entry.bytes} bytes`, bad: false };
    default:
      return { text: entry.what, bad: false };
  }
}
