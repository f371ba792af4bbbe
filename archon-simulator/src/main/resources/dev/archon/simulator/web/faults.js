// What can be made to go wrong: buttons for the usual, a form for all the rest, and what is switched on.

import * as api from './api.js';
import { byId, el, setText, sync } from './dom.js';
import { count } from './format.js';
import { fields, values } from './forms.js';

const USUAL = [
  ['Expire token', 'Sends auth-expiring; the token runs out when the warning time is over', { do: 'expire-token' }],
  ['Reject next auth', 'Answers the next auth message with auth-incorrect', { kind: 'auth-refused' }, 1],
  ['Crash', 'The process ends with exit code 1', { do: 'crash', exit_code: 1 }],
  ['Out of memory', 'The process runs out of memory and is killed, exit code 137', { do: 'oom-crash' }],
  ['Drop', 'Ends every socket without a close frame (1006)', { do: 'drop' }],
  ['Reset', 'Ends every socket with a TCP reset (RST)', { do: 'reset' }],
  ['Half-open', 'Every socket goes dead without an end', { kind: 'half-open' }],
  ['Close 1001', 'Ends every socket with close code 1001', { do: 'close', code: 1001, reason: 'going away' }],
  ['Malformed JSON', 'Sends a message that breaks off in the middle', { do: 'malformed-json' }],
  ['Invalid UTF-8', 'Sends a text message that is not UTF-8 (1007)', { do: 'invalid-utf8' }],
  ['Fail token calls', 'Answers token calls with 500 until it is switched off', { kind: 'token-refused', status: 500 }],
  ['Slow bytes', 'Every socket gets 16 bytes every 20 ms until it is switched off', { kind: 'slow-bytes', bytes: 16, every: '20ms' }],
  ['Slow network', 'Frames of every socket take 100 to 400 ms each way until it is switched off', { kind: 'latency', delay: { from: '100ms', to: '400ms' } }],
  ['Narrow line', 'Every socket gets 4 KiB a second until it is switched off', { kind: 'bandwidth', direction: 'to_client', bytes_per_second: 4096 }],
];

// Until they are switched off; each hits all REST calls of clients, the page's own among them.
const CALLS = [
  ['Refuse', 'REST calls are answered with 500 until it is switched off', { kind: 'call-refused', status: 500 }],
  ['Limit', 'REST calls are answered with 429 and Retry-After 5 until it is switched off', { kind: 'call-refused', status: 429, retry_after: '5s' }],
  ['Slow', 'REST calls are answered after 1 to 3 s until it is switched off', { kind: 'call-slow', delay: { from: '1s', to: '3s' } }],
  ['Ignore', 'REST calls are never answered until it is switched off', { kind: 'call-unanswered' }],
  ['Cut off', 'Connections of REST calls are closed without an answer until it is switched off', { kind: 'call-closed' }],
  ['Garble', 'REST calls are answered with 200 and what is not JSON until it is switched off', { kind: 'call-garbled' }],
];

export class Faults {
  #panel = byId('panel-faults');
  #active = el('ul', { class: 'active', 'aria-label': 'Switched on' });
  #server = null;
  #outcome;

  constructor(outcome) {
    this.#outcome = outcome;
    this.#panel.append(this.#active, this.#buttons('grid', 'The usual', USUAL));
    this.#panel.append(el('p', { class: 'faint over-grid' }, 'REST calls'), this.#buttons('grid thirds', 'REST calls', CALLS), this.#burst());
    this.#panel.append(this.#form('actions', 'Other action', 'Do it'), this.#form('faults', 'Other fault', 'Switch on'));
  }

  show(server) {
    this.#server = server.id;
    sync(this.#active, server.faults, ({ id }) => `${server.id} ${id}`, (fault) => this.#create(fault), update);
  }

  #buttons(classes, label, kinds) {
    const buttons = kinds.map(([name, title, what, times]) =>
      el('button', { type: 'button', title, onclick: () => this.#do(name, what, times) }, name),
    );
    return el('div', { class: classes, role: 'group', 'aria-label': label }, ...buttons);
  }

  #create({ id, fault }) {
    const { kind, ...rest } = fault;
    const more = Object.entries(rest).map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
    return el(
      'li',
      { title: more.join(', ') },
      el('span', { class: 'name' }, kind),
      el('span', { class: 'faint' }),
      el('button', { type: 'button', 'aria-label': `End ${kind}`, onclick: () => this.#run(`${kind} is switched off`, () => api.endFault(this.#server, id)) }, 'End'),
    );
  }

  #burst() {
    const lines = el('input', { id: 'burst-lines', type: 'number', min: 1, max: 1_000_000, value: 10_000, required: true });
    const submit = (event) => {
      event.preventDefault();
      this.#do(`Burst of ${count(lines.valueAsNumber)} lines`, { do: 'burst', lines: lines.valueAsNumber });
    };
    return el('form', { class: 'burst', onsubmit: submit }, el('label', { for: 'burst-lines' }, 'Lines'), lines, el('button', { type: 'submit' }, 'Burst'));
  }

  /** A form for any kind, filled when its kinds are known. */
  #form(what, title, verb) {
    const choice = el('select', { id: `choose-${what}` });
    const summary = el('p', { class: 'faint summary' });
    const room = el('div', { class: 'fields' });
    const times = el('input', { id: `${what}-times`, type: 'number', min: 1, max: 1_000_000, placeholder: 'until ended' });
    const extra = what === 'faults' ? [el('p', { class: 'field' }, el('label', { for: times.id }, 'times'), times)] : [];
    let kinds = [];
    const chosen = () => kinds.find(({ name }) => name === choice.value);
    const show = () => {
      setText(summary, chosen().summary);
      room.replaceChildren(...fields(chosen(), what), ...extra);
    };
    const submit = (event) => {
      event.preventDefault();
      this.#submit(chosen(), what, event.target, times.value);
    };
    choice.addEventListener('change', show);
    const failed = (error) => setText(summary, error.message);
    api.untilReached(() => api.kinds(what), failed).then((all) => {
      kinds = all;
      choice.replaceChildren(...kinds.map(({ name }) => el('option', { value: name }, name)));
      show();
    }, failed);
    return el(
      'form',
      { class: 'any', onsubmit: submit },
      el('p', { class: 'field' }, el('label', { for: choice.id }, title), choice, el('button', { type: 'submit' }, verb)),
      summary,
      room,
    );
  }

  #submit(kind, what, form, times) {
    try {
      const given = values(form, kind);
      const body = what === 'faults' ? { kind: kind.name, ...given } : { do: kind.name, ...given };
      this.#do(kind.name, body, what === 'faults' ? times : undefined);
    } catch (error) {
      this.#outcome.failed(error.message);
    }
  }

  #do(name, what, times) {
    if (what.kind) {
      this.#run(`${name}: switched on`, () => api.startFault(this.#server, what, times));
    } else {
      this.#run(`${name}: done`, () => api.act(this.#server, what));
    }
  }

  async #run(success, call) {
    try {
      await call();
      this.#outcome.done(success);
    } catch (error) {
      this.#outcome.failed(error.message);
    }
  }
}

function update(item, { strikes, times }) {
  const [, more] = item.children;
  setText(more, times ? `hit ${strikes} of ${times}` : strikes > 0 ? `hit ${count(strikes)}` : 'on');
}
