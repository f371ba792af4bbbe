// The calls that the page makes: power as any client, and the simulator's control API.

const LIMIT = 5_000;
const AGAIN_AFTER = 1_000;

let token = sessionStorage.getItem('archon-token') ?? 'simulator-page';

export const apiToken = () => token;

/** Whether the token is one that was typed in here. */
export const hasTokenOfUser = () => sessionStorage.getItem('archon-token') !== null;

export function useApiToken(given) {
  token = given;
  sessionStorage.setItem('archon-token', given);
}

/** An answer that says no, in the words of the simulator. */
export class Refused extends Error {
  constructor(status, description) {
    super(description);
    this.status = status;
  }
}

export const power = (server, action) =>
  call('POST', `/modrinth/v0/servers/${encodeURIComponent(server)}/power`, { action }, { Authorization: `Bearer ${token}` });

export const simulator = () => call('GET', '/sim/');
export const scenarios = () => call('GET', '/sim/scenarios');
export const kinds = (what) => call('GET', `/sim/${what}`);
export const addServer = (id) => call('POST', '/sim/servers', { id });
export const removeServer = (server) => call('DELETE', at(server));
export const reset = () => call('POST', '/sim/reset');
export const act = (server, action) => call('POST', `${at(server)}/actions`, action);
export const startScenario = (server, name, seed) =>
  call('POST', `${at(server)}/scenarios?name=${encodeURIComponent(name)}${seed ? `&seed=${encodeURIComponent(seed)}` : ''}`);
export const stopScenario = (server, id) => call('DELETE', `${at(server)}/scenarios/${id}`);
export const startFault = (server, fault, times) =>
  call('POST', `${at(server)}/faults${times ? `?times=${times}` : ''}`, fault);
export const endFault = (server, id) => call('DELETE', `${at(server)}/faults/${id}`);
export const journal = (after, server) =>
  call('GET', `/sim/journal?after=${after}${server ? `&server=${encodeURIComponent(server)}` : ''}`);

/** Repeats a call until it reaches the simulator, which a busy machine may prevent. Each failure is reported. */
export async function untilReached(ask, failed) {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (error.status !== 0) {
        throw error;
      }
      failed(error);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
    }
  }
}

const at = (server) => `/sim/servers/${encodeURIComponent(server)}`;

async function call(method, path, body, headers = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(LIMIT),
    });
  } catch (error) {
    throw new Refused(0, error.name === 'TimeoutError' ? `the simulator has not answered within ${LIMIT / 1000} s` : 'the simulator cannot be reached');
  }
  const text = await answer.text();
  const value = parsed(text);
  if (!answer.ok) {
    throw new Refused(answer.status, value?.description ?? `${method} ${path} was answered with ${answer.status}`);
  }
  return value;
}

function parsed(text) {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
