// What a server uses: CPU, memory, storage and network, now and over the last two minutes.

import { Sparkline } from './charts.js';
import { byId, el, setText } from './dom.js';
import { bytes, bytesOf, percent } from './format.js';

// Two readings that come together tell nothing of the time between them.
const SHORTEST_INTERVAL = 1000;
// As long as nothing is heard, so long the last figures are believed.
const BELIEVED = 5000;

export class Stats {
  #tiles = {
    cpu: tile('CPU'),
    ram: tile('Memory'),
    storage: tile('Storage'),
    network: tile('Network out', 2),
  };
  #former = null;
  #heard = 0;

  constructor() {
    byId('tiles').append(...Object.values(this.#tiles).map(({ element }) => element));
    setInterval(() => this.#quiet(), 1000);
    this.clear();
  }

  clear() {
    this.#former = null;
    this.#heard = 0;
    for (const { value, detail, sparkline } of Object.values(this.#tiles)) {
      setText(value, '\u2013');
      setText(detail, '');
      sparkline.clear();
    }
  }

  /** What passed while nobody was told is no rate. */
  interrupted() {
    this.#former = null;
  }

  /** Nothing runs, so nothing is used or sent; what is stored stays. */
  stopped() {
    const { cpu, network } = this.#tiles;
    this.#former = null;
    this.#heard = 0;
    set(cpu, '0.0 %', '', [0], 100);
    set(network, `${bytes(0)}/s`, `in ${bytes(0)}/s`, [0, 0]);
  }

  #quiet() {
    if (this.#heard > 0 && performance.now() - this.#heard > BELIEVED) {
      this.stopped();
    }
  }

  show(stats) {
    this.#heard = performance.now();
    const { cpu, ram, storage, network } = this.#tiles;
    set(cpu, `${stats.cpu_percent.toFixed(1)} %`, '', [stats.cpu_percent], 100);
    used(ram, stats.ram_usage_bytes, stats.ram_total_bytes);
    used(storage, stats.storage_usage_bytes, stats.storage_total_bytes);
    const now = performance.now();
    if (this.#former && now - this.#former.at < SHORTEST_INTERVAL) {
      return;
    }
    if (this.#former) {
      const seconds = (now - this.#former.at) / 1000;
      const sent = rate(stats.net_tx_bytes, this.#former.sent, seconds);
      const received = rate(stats.net_rx_bytes, this.#former.received, seconds);
      set(network, `${bytes(sent)}/s`, `in ${bytes(received)}/s`, [sent, received]);
    }
    this.#former = { at: now, sent: stats.net_tx_bytes, received: stats.net_rx_bytes };
  }
}

function tile(name, series) {
  const value = el('span', { class: 'value' });
  const detail = el('span', { class: 'detail' });
  const sparkline = new Sparkline(series);
  const element = el('div', { class: 'tile', role: 'group', 'aria-label': name }, el('span', { class: 'label' }, name), value, detail, sparkline.element);
  return { element, value, detail, sparkline };
}

function set({ value, detail, sparkline }, text, more, values, most) {
  setText(value, text);
  setText(detail, more);
  sparkline.add(values, most);
}

function used(target, usage, total) {
  const share = total > 0 ? usage / total : 0;
  set(target, percent(share), bytesOf(usage, total), [share], 1);
}

const rate = (now, before, seconds) => Math.max(0, now - before) / seconds;
