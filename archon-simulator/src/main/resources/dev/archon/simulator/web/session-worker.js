// Runs a session away from the page: a burst costs the page nothing but what it shows of it, and a page in the
// background, whose timers browsers slow down, still renews its token in time.

import { ofEntry, ofLog } from './console-lines.js';
import { continued } from './continuity.js';
import { Session } from './session.js';

const BATCH_EVERY = 40;
const LARGEST_BATCH = 20_000;
const LONGEST_LINE = 65_536;
const REMEMBERED = 5_000;
const HISTORY_QUIET = 300;
const HISTORY_LONGEST = 2_000;

let session = null;
let rows = [];
let events = [];
let batchTimer = 0;
let shown = []; // The last lines that were shown, to know them again in the history after a reconnect.
let history = null; // The lines since a reconnect, while it is not yet known which of them are new.
let historyTimer = 0;
let historyEnd = 0;

self.onmessage = ({ data }) => {
  switch (data.do) {
    case 'connect':
      session ??= new Session(data.server, data.token, listener);
      session.connect();
      break;
    case 'disconnect':
      session?.disconnect();
      break;
    case 'command':
      self.postMessage({ kind: 'sent', id: data.id, sent: session?.send(data.line) ?? false });
      break;
    default:
      throw new Error(`unknown message ${data.do}`);
  }
};

const listener = {
  status(status) {
    flush();
    self.postMessage({ kind: 'status', status });
  },
  tokenNeeded() {
    self.postMessage({ kind: 'token-needed' });
  },
  unreadable(why) {
    add({ kind: 'note', text: `${why} came and was left out` });
  },
  connected(again) {
    if (again && shown.length > 0) {
      history = [];
      historyEnd = Date.now() + HISTORY_LONGEST;
      awaitQuiet();
    }
  },
  message(event) {
    if (event.event === 'log') {
      ofLog(event).forEach(addLine);
    } else if (event.event === 'log4j') {
      ofEntry(event).forEach(addLine);
    } else {
      events.push(event);
      schedule();
    }
  },
};

function addLine(line) {
  const { length } = line.text;
  const text = length > LONGEST_LINE ? `${line.text.slice(0, LONGEST_LINE)} ... (${length.toLocaleString('en')} characters)` : line.text;
  const row = { ...line, text };
  if (history) {
    history.push(row);
    awaitQuiet();
  } else {
    remember(text);
    add(row);
  }
}

function awaitQuiet() {
  clearTimeout(historyTimer);
  historyTimer = setTimeout(endHistory, Math.max(0, Math.min(HISTORY_QUIET, historyEnd - Date.now())));
}

function endHistory() {
  const replayed = history;
  history = null;
  const { fresh, gap } = continued(shown, replayed.map((row) => row.text));
  if (gap) {
    add({ kind: 'note', text: 'lines may be missing here: the history does not reach back to the last one shown' });
  }
  replayed.slice(replayed.length - fresh.length).forEach((row) => {
    remember(row.text);
    add(row);
  });
}

function remember(text) {
  shown.push(text);
  if (shown.length > 2 * REMEMBERED) {
    shown = shown.slice(-REMEMBERED);
  }
}

function add(row) {
  rows.push(row);
  if (rows.length >= LARGEST_BATCH) {
    flush();
  } else {
    schedule();
  }
}

function schedule() {
  batchTimer ||= setTimeout(flush, BATCH_EVERY);
}

function flush() {
  clearTimeout(batchTimer);
  batchTimer = 0;
  if (rows.length > 0 || events.length > 0) {
    self.postMessage({ kind: 'batch', rows, events });
    rows = [];
    events = [];
  }
}
