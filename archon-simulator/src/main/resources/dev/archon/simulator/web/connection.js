// The page's side of the session: starts its worker, passes on what comes, shows where the connection stands.

import { apiToken } from './api.js';
import { byId, el, setText } from './dom.js';

const ANSWER_LIMIT = 5_000;
const SILENT_AFTER = 30_000;
const WORKER = './session-worker.js';

/** Browsers that check where scripts come from want the address in a wrapping of theirs. */
const workerUrl = globalThis.trustedTypes
  ? globalThis.trustedTypes.createPolicy('session-worker', { createScriptURL: () => WORKER }).createScriptURL('')
  : WORKER;

export class Connection {
  #events;
  #worker = null;
  #status = { state: 'idle', step: '', attempt: 0, attempts: 0, retryAt: 0, cause: '' };
  #lastHeard = 0;
  #waiting = new Map();
  #number = 0;
  #line = byId('connection');
  #toggle = el('button', { type: 'button', onclick: () => this.#switch() });

  constructor(events) {
    this.#events = events;
    byId('connection-buttons').append(this.#toggle);
    setInterval(() => this.#show(), 250);
  }

  get connected() {
    return this.#status.state === 'connected';
  }

  /** Ends the former connection, if there is one, and opens one to the server. */
  open(server) {
    this.close();
    const worker = new Worker(workerUrl, { type: 'module', name: `session ${server}` });
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker) {
        this.#receive(data);
      }
    };
    worker.onerror = (error) => this.#events.tell('note', `the session ended with an error: ${error.message}`);
    worker.postMessage({ do: 'connect', server, token: apiToken() });
  }

  close() {
    const worker = this.#worker;
    this.#worker = null;
    worker?.postMessage({ do: 'disconnect' });
    // Time enough for the close frame.
    setTimeout(() => worker?.terminate(), 1000);
  }

  /** Sends a line; resolves to whether it went out. */
  send(line) {
    const id = ++this.#number;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker?.postMessage({ do: 'command', id, line });
      setTimeout(() => this.#answered(id, false), ANSWER_LIMIT);
    });
  }

  #receive(data) {
    switch (data.kind) {
      case 'batch':
        this.#lastHeard = Date.now();
        if (data.rows.length > 0) {
          this.#events.tell('rows', data.rows);
        }
        data.events.forEach((event) => this.#tell(event));
        break;
      case 'status':
        this.#changed(data.status);
        break;
      case 'token-needed':
        this.#events.tell('token-needed');
        break;
      case 'sent':
        this.#answered(data.id, data.sent);
        break;
      default:
        break;
    }
  }

  /** One that is not what it should be costs no other. */
  #tell(event) {
    try {
      this.#events.tell(event.event, event);
    } catch (error) {
      this.#events.tell('note', `${event.event} cannot be shown: ${error.message}`);
    }
  }

  #answered(id, sent) {
    this.#waiting.get(id)?.(sent);
    this.#waiting.delete(id);
  }

  #changed(status) {
    const former = this.#status;
    this.#status = status;
    if (status.state === 'connected' && former.state !== 'connected') {
      this.#lastHeard = Date.now();
      this.#events.tell('connected');
      this.#events.tell('note', 'connected');
    } else if (status.cause !== '' && (status.step === 'waiting' || ['failed', 'disconnected'].includes(status.state))) {
      this.#events.tell('note', status.cause);
    } else if (status.step.startsWith('renewing') || status.step.includes('renewed')) {
      this.#events.tell('note', status.step.replace('connected, ', ''));
    }
    this.#show();
  }

  #switch() {
    if (['connected', 'connecting', 'reconnecting'].includes(this.#status.state)) {
      this.#worker?.postMessage({ do: 'disconnect' });
    } else {
      this.#worker?.postMessage({ do: 'connect' });
    }
  }

  #show() {
    const { state, cause } = this.#status;
    this.#line.dataset.state = state;
    setText(this.#line, this.#text());
    this.#line.title = cause;
    const open = ['connected', 'connecting', 'reconnecting'].includes(state);
    setText(this.#toggle, open ? 'Disconnect' : 'Connect');
  }

  #text() {
    const { state, step, attempt, attempts, retryAt, cause } = this.#status;
    const because = cause ? `: ${cause}` : '';
    if (state === 'connected') {
      const silent = Date.now() - this.#lastHeard;
      return silent > SILENT_AFTER ? `${step}, silent for ${Math.floor(silent / 1000)} s` : step;
    }
    if (state === 'reconnecting') {
      const left = Math.max(0, retryAt - Date.now()) / 1000;
      const doing = retryAt > 0 ? `reconnecting in ${left.toFixed(1)} s` : step;
      return `attempt ${attempt} of ${attempts}, ${doing}${because}`;
    }
    return state === 'failed' || state === 'disconnected' ? `${step}${because}` : step;
  }
}
