// In which messages the chosen server tells its console, and the choice between them.

import * as api from './api.js';
import { byId } from './dom.js';

export class EventStyle {
  #choice = byId('event-style');
  #server = null;

  constructor(outcome) {
    this.#choice.addEventListener('change', async () => {
      const style = this.#choice.value;
      try {
        await api.act(this.#server, { do: 'events', style });
        outcome.done(`The console comes in the style ${style} from now on`);
      } catch (error) {
        outcome.failed(error.message);
      }
    });
  }

  show({ id, events }) {
    this.#server = id;
    this.#choice.disabled = false;
    if (this.#choice.value !== events) {
      this.#choice.value = events;
    }
  }
}
