// Servers are added and removed, and the simulator is put back to its start.

import * as api from './api.js';
import { byId } from './dom.js';

export class Population {
  #servers;
  #outcome;

  constructor(servers, outcome) {
    this.#servers = servers;
    this.#outcome = outcome;
    byId('server-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#add(byId('server-id').value);
    });
    byId('server-remove').addEventListener('click', () => this.#remove(servers.selected));
    byId('reset').addEventListener('click', () => this.#run('the simulator is back at its start', api.reset));
  }

  #add(id) {
    this.#run(`${id} is there`, async () => {
      this.#servers.added(await api.addServer(id));
      byId('server-id').value = '';
    });
  }

  #remove(id) {
    this.#run(`${id} is gone`, async () => {
      await api.removeServer(id);
      this.#servers.leave();
    });
  }

  async #run(success, change) {
    try {
      await change();
      this.#outcome.done(success);
    } catch (error) {
      this.#outcome.failed(error.message);
    }
  }
}
