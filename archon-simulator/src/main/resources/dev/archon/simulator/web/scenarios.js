// The scenarios that are ready to be played, and those that are being played.

import * as api from './api.js';
import { byId, el, setText, sync } from './dom.js';
import { clock, count } from './format.js';

export class Scenarios {
  #panel = byId('panel-scenarios');
  #running = el('ul', { class: 'active', 'aria-label': 'Being played' });
  #list = el('ul', { class: 'ready', 'aria-label': 'Ready to be played' });
  #seed = el('p', { class: 'faint' });
  #ownSeed = el('input', { id: 'scenario-seed', inputmode: 'numeric', placeholder: 'as it comes', autocomplete: 'off' });
  #server = null;
  #outcome;

  constructor(outcome) {
    this.#outcome = outcome;
    const name = el('input', { id: 'scenario-name', type: 'search', placeholder: 'Filter, or a name such as token-500:3', autocomplete: 'off', spellcheck: 'false', 'aria-label': 'Scenario' });
    const submit = (event) => {
      event.preventDefault();
      this.#start(name.value.trim());
    };
    name.addEventListener('input', () => this.#filter(name.value.trim().toLowerCase()));
    const form = el('form', { class: 'named', onsubmit: submit }, name, el('button', { type: 'submit' }, 'Start'));
    const seed = el('p', { class: 'field' }, el('label', { for: 'scenario-seed' }, 'seed'), this.#ownSeed);
    this.#panel.append(this.#running, form, seed, this.#list, this.#seed);
    const failed = (error) => setText(this.#seed, error.message);
    api.untilReached(api.scenarios, failed).then((all) => {
      this.#list.append(...all.map((scenario) => this.#ready(scenario)));
      this.#filter(name.value.trim().toLowerCase());
    }, failed);
  }

  /** Shows what is being played on a server, in a simulator of some seed. */
  show(server, seed) {
    this.#server = server.id;
    setText(this.#seed, `The simulator's seed is ${seed}. The same seed gives the same course again.`);
    sync(this.#running, server.scenarios, ({ id }) => `${server.id} ${id}`, (run) => this.#run(run), update);
  }

  #ready({ name, summary }) {
    const play = el('button', { type: 'button', 'aria-label': `Start ${name}`, onclick: () => this.#start(name) }, 'Start');
    return el('li', { 'data-name': name }, el('span', { class: 'name' }, name), el('span', { class: 'summary' }, summary), play);
  }

  #run({ id, name, summary, since }) {
    const stop = el('button', { type: 'button', 'aria-label': `Stop ${name}`, onclick: () => this.#stop(id, name) }, 'Stop');
    return el('li', { title: summary }, el('span', { class: 'name' }, name), el('span', { class: 'faint' }, `since ${clock(since)}`), stop);
  }

  #filter(text) {
    for (const item of this.#list.children) {
      item.hidden = !item.textContent.toLowerCase().includes(text);
    }
  }

  async #start(name) {
    if (name === '') {
      return;
    }
    try {
      await api.startScenario(this.#server, name, this.#ownSeed.value.trim());
      this.#outcome.done(`${name}: started`);
    } catch (error) {
      this.#outcome.failed(error.message);
    }
  }

  async #stop(id, name) {
    try {
      await api.stopScenario(this.#server, id);
      this.#outcome.done(`${name}: stopped`);
    } catch (error) {
      this.#outcome.failed(error.message);
    }
  }
}

/** A flood that the machine cannot print is told, since its lines come late. */
function update(item, { since, lines_per_second_asked: asked, lines_per_second_reached: reached }) {
  const [, more] = item.children;
  setText(more, asked ? `${count(reached)} of ${count(asked)} lines/s` : `since ${clock(since)}`);
}
