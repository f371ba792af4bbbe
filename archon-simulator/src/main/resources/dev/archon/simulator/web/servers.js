// The list of servers, of which one is chosen; the address remembers which.

import { byId, el, setText, sync } from './dom.js';
import { count } from './format.js';

// Fewer are seen at a glance.
const FILTERED_FROM = 9;

export class Servers {
  #list = byId('servers');
  #filter = byId('server-filter');
  #onSelect;
  #servers = [];
  #selected = null;
  #reachable = null;

  constructor(onSelect) {
    this.#onSelect = onSelect;
    addEventListener('hashchange', () => this.#choose(named()));
    this.#filter.addEventListener('input', () => this.show(this.#servers));
    this.#list.addEventListener('keydown', (event) => this.#key(event));
  }

  get selected() {
    return this.#selected;
  }

  show(servers) {
    this.#servers = servers;
    if (this.#selected === null && servers.length > 0) {
      this.#choose(servers.some(({ id }) => id === named()) ? named() : servers[0].id);
    }
    this.#filter.hidden = servers.length < FILTERED_FROM;
    const wanted = this.#filter.hidden ? '' : this.#filter.value.trim().toLowerCase();
    const shown = servers.filter(({ id }) => id.toLowerCase().includes(wanted));
    this.#reachable = shown.some(({ id }) => id === this.#selected) ? this.#selected : (shown[0]?.id ?? null);
    sync(this.#list, shown, ({ id }) => id, (server) => this.#create(server), (item, server) => this.#update(item, server));
  }

  #create({ id }) {
    const button = el(
      'button',
      { type: 'button', onclick: () => this.#choose(id) },
      el('span', { class: 'id', title: id }, id),
      el('span', { class: 'state' }),
      el('span', { class: 'more' }),
    );
    return el('li', {}, button);
  }

  #update(item, server) {
    const button = item.firstElementChild;
    const [, state, more] = button.children;
    setText(state, server.power_state);
    button.dataset.state = server.power_state;
    const wrong = server.faults.length + server.scenarios.length;
    const clients = `${count(server.connections)} ${server.connections === 1 ? 'client' : 'clients'}`;
    setText(more, wrong > 0 ? `${clients}, ${wrong} active` : clients);
    button.classList.toggle('broken', wrong > 0);
    button.setAttribute('aria-current', String(server.id === this.#selected));
    button.tabIndex = server.id === this.#reachable ? 0 : -1;
  }

  /** Shows another server than the one that is shown, if there is any. */
  leave() {
    const other = this.#servers.find(({ id }) => id !== this.#selected);
    if (other) {
      this.#choose(other.id);
    }
  }

  /** Shows a server that is there from now on. */
  added(server) {
    this.show([...this.#servers.filter(({ id }) => id !== server.id), server]);
    this.#choose(server.id);
  }

  /** One stop for Tab, and arrows within: there may be hundreds. */
  #key(event) {
    const all = [...this.#list.querySelectorAll('button')];
    const place = all.indexOf(event.target);
    const next = {
      ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1,
    }[event.key];
    if (place >= 0 && all[next]) {
      event.preventDefault();
      all[next].focus();
    }
  }

  #choose(id) {
    if (id === this.#selected || (this.#servers.length > 0 && !this.#servers.some((server) => server.id === id))) {
      return;
    }
    this.#selected = id;
    history.replaceState(null, '', `#${encodeURIComponent(id)}`);
    this.#onSelect(id);
    if (this.#list.children.length > 0) {
      this.show(this.#servers);
    }
  }
}

/** The server that the address names; empty if none. */
export function named() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}
