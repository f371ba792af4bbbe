// Backups, installations and file operations, each with how far it is. What has ended stays for a moment.

import { byId, el, setText, setTitledText, sync } from './dom.js';
import { bytes, percent } from './format.js';

const SHOWN_AFTER_END = 10_000;
const UNDER_WAY = ['pending', 'queued', 'ongoing'];
const LISTED = ['install ', 'operation ']; // Told as a whole list each time.
const BAD = ['cancelled', 'damaged'];

export class Progress {
  #tasks = new Map();
  #swept = new Set(); // What has ended and is not shown any more, though the server still lists it.
  #list = el('ul', {});

  constructor() {
    byId('tasks').append(this.#list);
    setInterval(() => this.#sweep(), 1000);
    this.#show();
  }

  clear() {
    this.#tasks.clear();
    this.#swept.clear();
    this.#show();
  }

  backup({ id, task, state, progress }) {
    this.#put(`backup ${id} ${task}`, `Backup: ${task}`, '', state, progress);
  }

  installs({ items }) {
    const keys = new Set();
    for (const item of items) {
      const key = `install ${item.id}`;
      keys.add(key);
      const progress = fraction(item.progress);
      const state = item.error ? 'failed' : progress >= 1 ? 'done' : 'ongoing';
      this.#put(key, `Install: ${installed(item.key)}`, item.error ?? '', state, progress);
    }
    this.#endOthers('install ', keys);
  }

  installed({ result, reason }) {
    if (result === 'err') {
      this.#put('result', 'Install', reason ?? '', 'failed', 1);
    }
  }

  operations({ all }) {
    const keys = new Set();
    for (const operation of all) {
      const key = `operation ${operation.id}`;
      keys.add(key);
      const detail = `${bytes(operation.bytes_processed ?? 0)}, ${operation.files_processed ?? 0} files`;
      this.#put(key, `${operation.op}: ${operation.src ?? ''}`, detail, operation.state, operation.progress);
    }
    this.#endOthers('operation ', keys);
  }

  #put(key, name, detail, state, progress) {
    const under = UNDER_WAY.includes(state);
    if (under) {
      this.#swept.delete(key);
    } else if (this.#swept.has(key)) {
      return;
    }
    const former = this.#tasks.get(key);
    const end = under ? 0 : former?.end || Date.now();
    this.#tasks.set(key, { key, name, detail, state, progress: progress ?? null, end });
    this.#show();
  }

  /** A list that has a task no more has ended it. */
  #endOthers(family, keys) {
    for (const task of this.#tasks.values()) {
      if (task.key.startsWith(family) && !keys.has(task.key) && task.end === 0) {
        this.#put(task.key, task.name, task.detail, 'done', 1);
      }
    }
    for (const key of this.#swept) {
      if (key.startsWith(family) && !keys.has(key)) {
        this.#swept.delete(key);
      }
    }
  }

  #sweep() {
    const former = this.#tasks.size;
    for (const { key, end } of this.#tasks.values()) {
      if (end > 0 && Date.now() - end > SHOWN_AFTER_END) {
        this.#tasks.delete(key);
        if (LISTED.some((family) => key.startsWith(family))) {
          this.#swept.add(key);
        }
      }
    }
    if (this.#tasks.size !== former) {
      this.#show();
    }
  }

  #show() {
    byId('tasks').hidden = this.#tasks.size === 0;
    sync(this.#list, [...this.#tasks.values()], (task) => task.key, row, update);
  }
}

function row({ name }) {
  return el(
    'li',
    { class: 'task' },
    el('span', { class: 'name' }),
    el('progress', { max: 1, 'aria-label': name }),
    el('span', { class: 'state' }),
    el('span', { class: 'detail' }),
  );
}

function update(element, { name, detail, state, progress }) {
  const [label, bar, word, more] = element.children;
  setTitledText(label, name);
  if (typeof progress !== 'number') {
    bar.removeAttribute('value');
  } else {
    bar.value = progress;
  }
  setText(word, state === 'ongoing' && typeof progress === 'number' ? percent(progress) : state);
  setText(more, detail);
  element.classList.toggle('bad', state.startsWith('fail') || BAD.includes(state));
  element.classList.toggle('done', state === 'done' || state === 'unchanged');
}

/** Installations tell their progress in per cent, everything else as a fraction. */
function fraction(percent) {
  return typeof percent === 'number' ? percent / 100 : null;
}

function installed(key) {
  switch (key?.type) {
    case 'file':
      return key.target_filename ?? key.source_filename ?? key.project_id;
    case 'modrinth_modpack':
      return `modpack ${key.project_id}`;
    case 'local_modpack':
      return key.filename;
    case 'platform':
      return `${key.platform} ${key.platform_version}`;
    default:
      return 'something new';
  }
}
