// The life of one connection: token call, WebSocket, auth, renewal, reconnect. It says at each step what it is doing.

import { ATTEMPTS, delay } from './backoff.js';

const ANSWER_LIMIT = 15_000;
const STABLE_AFTER = 5_000;
const RENEW_BEFORE_END = 20_000;
const NORMAL = 1000;

/** A failure that another attempt would only repeat. */
class Permanent extends Error {}

export class Session {
  #server;
  #token;
  #listener;
  #life = 0; // Counts connections, so that what comes late from an earlier one is known as that.
  #socket = null;
  #timers = new Map();
  #attempt = 0;
  #cause = '';
  #retryAt = 0;
  #connectedBefore = false;
  #renewing = false;
  #state = 'idle';

  /** @param listener has status(status), message(event), unreadable(why) and connected(again) */
  constructor(server, token, listener) {
    this.#server = server;
    this.#token = token;
    this.#listener = listener;
  }

  /** Connects now, and begins to count attempts anew. */
  connect() {
    this.#end(NORMAL);
    this.#attempt = 0;
    this.#cause = '';
    this.#open();
  }

  disconnect() {
    this.#end(NORMAL);
    this.#cause = 'you disconnected';
    this.#tell('disconnected', 'disconnected');
  }

  /** Returns whether it could be sent. */
  send(line) {
    if (this.#state !== 'connected' || this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify({ event: 'command', cmd: line }));
    return true;
  }

  async #open() {
    const life = ++this.#life;
    const trying = this.#attempt === 0 ? 'connecting' : 'reconnecting';
    this.#retryAt = 0;
    this.#tell(trying, 'asking for a token');
    try {
      const { url, token } = await this.#credentials();
      if (life !== this.#life) {
        return;
      }
      this.#tell(trying, 'opening the WebSocket');
      this.#listen(life, trying, new WebSocket(url), token);
    } catch (error) {
      if (life === this.#life) {
        this.#failed(error.message, error instanceof Permanent);
      }
    }
  }

  #listen(life, trying, socket, token) {
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    let opened = false;
    this.#later('answer', ANSWER_LIMIT, () => this.#failed(`${opened ? 'auth' : 'the WebSocket'} was not answered within 15 s`));
    socket.onopen = () => {
      opened = true;
      if (life === this.#life) {
        this.#tell(trying, 'authenticating');
        this.#authenticate(token);
      }
    };
    socket.onmessage = (message) => {
      if (life === this.#life) {
        this.#read(message.data);
      }
    };
    socket.onclose = (close) => {
      if (life === this.#life) {
        this.#closed(close, opened);
      }
    };
  }

  #read(data) {
    let event;
    try {
      event = typeof data === 'string' ? JSON.parse(data) : null;
    } catch {
      event = null;
    }
    if (typeof event?.event !== 'string') {
      this.#listener.unreadable(typeof data === 'string' ? 'a message that is no JSON' : 'a binary message');
    } else if (event.event === 'auth-ok') {
      this.#accepted();
    } else if (event.event === 'auth-incorrect') {
      this.#failed('the token was refused (auth-incorrect)');
    } else if (event.event === 'auth-expiring') {
      this.#renew('the server said that it expires');
    } else {
      this.#listener.message(event);
    }
  }

  #accepted() {
    this.#cancel('answer');
    if (this.#state === 'connected') {
      this.#tell('connected', 'connected, token renewed');
      return;
    }
    this.#later('stable', STABLE_AFTER, () => {
      this.#attempt = 0;
      this.#cause = '';
      this.#tell('connected', 'connected');
    });
    this.#tell('connected', 'connected');
    this.#listener.connected(this.#connectedBefore);
    this.#connectedBefore = true;
  }

  /** Sends a new token on the same connection; until that succeeds or the server ends it, events go on. */
  async #renew(why, attempt = 1) {
    if (this.#renewing && attempt === 1) {
      return;
    }
    const life = this.#life;
    this.#renewing = true;
    this.#tell(this.#state, `renewing the token: ${why}`);
    try {
      const { token } = await this.#credentials();
      if (life === this.#life && this.#socket?.readyState === WebSocket.OPEN) {
        this.#renewing = false;
        this.#authenticate(token);
        this.#later('answer', ANSWER_LIMIT, () => this.#failed('auth was not answered within 15 s'));
      }
    } catch (error) {
      if (life === this.#life) {
        this.#tell(this.#state, `the token could not be renewed: ${error.message}`);
        this.#later('renewal', delay(attempt, Math.random), () => this.#renew(why, attempt + 1));
      }
    }
  }

  #authenticate(token) {
    this.#socket.send(JSON.stringify({ event: 'auth', jwt: token }));
    const left = expiry(token) - Date.now() - RENEW_BEFORE_END;
    if (left > 0 && left < 2 ** 31) {
      this.#later('renewal', left, () => this.#renew('it expires soon'));
    } else {
      this.#cancel('renewal');
    }
  }

  async #credentials() {
    let answer;
    try {
      answer = await fetch(`/modrinth/v0/servers/${encodeURIComponent(this.#server)}/ws`, {
        headers: { Authorization: `Bearer ${this.#token}` },
        signal: AbortSignal.timeout(ANSWER_LIMIT),
      });
    } catch (error) {
      throw new Error(error.name === 'TimeoutError' ? 'the token call was not answered within 15 s' : 'the simulator cannot be reached');
    }
    if (answer.status === 401) {
      this.#listener.tokenNeeded();
    }
    if ([401, 403, 404].includes(answer.status)) {
      throw new Permanent(`the token call was answered with ${answer.status}`);
    }
    if (!answer.ok) {
      throw new Error(`the token call was answered with ${answer.status}`);
    }
    const { url, token } = await answer.json().catch(() => ({}));
    if (typeof url !== 'string' || typeof token !== 'string') {
      throw new Error('the answer to the token call cannot be read');
    }
    return { url: socketUrl(url), token };
  }

  #closed(close, opened) {
    const reason = close.reason ? `, ${close.reason}` : '';
    if (!opened) {
      this.#failed('the WebSocket could not be opened');
    } else if (close.code === NORMAL) {
      this.#end(NORMAL);
      this.#cause = `closed by the server with 1000${reason}`;
      this.#tell('disconnected', 'ended by the server');
    } else if (close.code === 1006) {
      this.#failed('the connection was lost (1006)');
    } else {
      this.#failed(`closed by the server with ${close.code}${reason}`);
    }
  }

  #failed(why, permanent = false) {
    this.#end(4000);
    this.#cause = why;
    if (permanent || this.#attempt >= ATTEMPTS) {
      this.#tell('failed', permanent ? 'given up: another attempt would be no help' : `given up after ${ATTEMPTS} attempts`);
      return;
    }
    this.#attempt++;
    const wait = delay(this.#attempt, Math.random);
    this.#retryAt = Date.now() + wait;
    this.#tell('reconnecting', 'waiting');
    this.#later('retry', wait, () => this.#open());
  }

  #end(code) {
    this.#life++;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
    this.#renewing = false;
    this.#retryAt = 0;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(code, code === NORMAL ? 'Client disconnecting' : '');
  }

  #later(name, milliseconds, action) {
    this.#cancel(name);
    this.#timers.set(name, setTimeout(action, milliseconds));
  }

  #cancel(name) {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  #tell(state, step) {
    this.#state = state;
    this.#listener.status({
      state,
      step,
      attempt: this.#attempt,
      attempts: ATTEMPTS,
      retryAt: this.#retryAt,
      cause: this.#cause,
    });
  }
}

/** What the token call names may lack its scheme, or have that of HTTP. */
function socketUrl(url) {
  if (/^https?:/i.test(url)) {
    return url.replace(/^http/i, 'ws');
  }
  return /^wss?:/i.test(url) ? url : `wss://${url}`;
}

/** When a JWT expires, in milliseconds; NaN if it does not say. */
function expiry(jwt) {
  try {
    const claims = jwt.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(atob(claims)).exp * 1000;
  } catch {
    return NaN;
  }
}
