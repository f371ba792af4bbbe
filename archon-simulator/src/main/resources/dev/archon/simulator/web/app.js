// The page: puts the parts together, and asks the simulator once a second how it is.

import * as api from './api.js';
import { CommandLine } from './commandline.js';
import { Connection } from './connection.js';
import { Console } from './console.js';
import { byId, setText, setTitledText } from './dom.js';
import { EventStyle } from './event-style.js';
import { Events } from './events.js';
import { Faults } from './faults.js';
import { clock } from './format.js';
import { Journal } from './journal.js';
import { Population } from './population.js';
import { Power } from './power.js';
import { Progress } from './progress.js';
import { Scenarios } from './scenarios.js';
import { Servers, named } from './servers.js';
import { Stats } from './stats.js';
import { tabs } from './tabs.js';
import { theme } from './theme.js';

const ASK_EVERY = 1000;

const outcome = {
  done: (text) => say(text, false),
  failed: (text) => say(text, true),
};

theme();
tabs(document.querySelector('[role=tablist]'));
const events = new Events();
const connection = new Connection(events);
const lines = new Console();
const stats = new Stats();
const progress = new Progress();
const power = new Power(outcome);
const faults = new Faults(outcome);
const scenarios = new Scenarios(outcome);
const style = new EventStyle(outcome);
const journal = new Journal();
const servers = new Servers(select);
new Population(servers, outcome);
new CommandLine(connection);

events.on('rows', (rows) => lines.add(rows));
events.on('note', (text) => lines.note(text));
events.on('connected', () => stats.interrupted());
events.on('stats', (event) => stats.show(event));
events.on('uptime', (event) => power.uptime(event));
events.on('power-state', (event) => {
  power.state(event);
  if (event.state === 'stopped' || event.state === 'crashed') {
    stats.stopped();
  }
});
events.on('state', (event) => power.whole(event));
events.on('backup-progress', (event) => progress.backup(event));
events.on('install-progress', (event) => progress.installs(event));
events.on('installation-result', (event) => progress.installed(event));
events.on('filesystem-ops', (event) => progress.operations(event));
events.on('new-mod', (event) => lines.note(`new mod ${event.project_id}, version ${event.version_id}`));
events.on('token-needed', () => askForToken());

byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  api.useApiToken(byId('token').value);
  byId('token-form').hidden = true;
  connection.open(servers.selected);
});
addEventListener('pagehide', () => connection.close());
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    connection.open(servers.selected);
  }
});

function select(server) {
  setTitledText(byId('server-name'), server);
  document.title = `${server} - Archon simulator`;
  lines.clear();
  stats.clear();
  progress.clear();
  power.select(server);
  journal.select(server);
  connection.open(server);
}

function askForToken() {
  setText(byId('token-label'), api.hasTokenOfUser() ? 'This simulator refused the API token' : 'This simulator asks for its API token');
  byId('token-form').hidden = false;
  byId('token').value = '';
  byId('token').focus();
}

function say(text, bad) {
  const place = byId('outcome');
  place.classList.toggle('bad', bad);
  setTitledText(place, text);
  // Soon, and not only at the next round: what was done shows.
  setTimeout(ask, 50);
}

async function ask() {
  try {
    const simulator = await api.simulator();
    byId('notice').hidden = true;
    document.body.classList.remove('unreached');
    setText(byId('about'), `${simulator.servers.length} ${simulator.servers.length === 1 ? 'server' : 'servers'}, seed ${simulator.seed}, ${clock(simulator.now)} UTC`);
    servers.show(simulator.servers);
    const chosen = simulator.servers.find(({ id }) => id === servers.selected);
    document.body.classList.toggle('unheard', !chosen);
    if (chosen) {
      faults.show(chosen);
      scenarios.show(chosen, simulator.seed);
      style.show(chosen);
    }
    await journal.update(simulator.journal_next, simulator.now);
  } catch (error) {
    withoutControl(error);
  }
}

/** Watching needs no control API: without it there is the server that the address names. */
function withoutControl(error) {
  const notice = byId('notice');
  notice.hidden = false;
  document.body.classList.toggle('unreached', error.status === 0);
  byId('server-form').hidden = byId('reset').hidden = byId('api').hidden = error.status === 404;
  setTitledText(notice, error.status === 404 ? 'The control API of this simulator is switched off: servers can be watched, not broken.' : error.message);
  if (servers.selected === null && error.status > 0) {
    servers.show([{ id: named() || 'demo', power_state: '', connections: 0, scenarios: [], faults: [] }]);
  }
}

function round() {
  const asked = document.hidden ? Promise.resolve() : ask();
  asked.finally(() => setTimeout(round, ASK_EVERY));
}

round();
