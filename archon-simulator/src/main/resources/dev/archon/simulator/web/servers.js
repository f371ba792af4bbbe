// The list of servers, of which one is chosen; the address remembers which.

import { byId, el, setText, sync } from './dom.js';
import { count } from './format.js';

export class Servers {
  #list = byId('servers');
  #onSelect;
  #servers = [];
  #selected = null;

  constructor(onSelect) {
    this.#onSelect = onSelect;
    addEventListener('hashchange', () => this.#choose(named()));
  }

  get selected() {
    return this.#selected;
  }

  show(servers) {
    this.#servers = servers;
    if (this.#selected === null && servers.length > 0) {
      this.#choose(servers.some(({ id }) => id === named()) ? named() : servers[0].id);
    }
    sync(this.#list, servers, ({ id }) => id, (server) => this.#create(server), (item, server) => this.#update(item, server));
  }

  #create({ id }) {
    const button = el(
      'button',
      { type: 'button', onclick: () => this.#choose(id) },
      el('span', { class: 'id' }, id),
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
