// The console: any number of lines, of which only those in view are in the document. Rows are of one fixed height, and
// a line takes one, or several when lines wrap.

import { byId, el, setText } from './dom.js';
import { count } from './format.js';
import { Lines } from './lines.js';
import { RowLayout, shown } from './row-layout.js';
import { Search } from './search.js';
import { pieces } from './styled-text.js';

const ROW = 18; // As in console.css.
const OVERSCAN = 10;
const WRAP_KEPT_AS = 'archon-wrap';

// What the game's logger puts before its text: time, thread, level.
const PREFIX = /^(\[\d\d:\d\d:\d\d\])( \[[^\]]*\/[A-Za-z]+\]:) /;

export class Console {
  #lines = new Lines();
  #search = new Search(this.#lines);
  #layout = new RowLayout(this.#lines);
  #wraps = false;
  #viewport = byId('viewport');
  #sizer = el('div', { class: 'sizer' });
  #rows = new Map();
  #follows = true;
  #seen = 0; // The number of the next line when following was paused.
  #found = -1;
  #set = 0; // The place that was last scrolled to by the page itself.
  #due = false;

  constructor() {
    this.#viewport.append(this.#sizer);
    this.#viewport.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#measure()).observe(this.#viewport);
    byId('follow').addEventListener('click', () => this.follow(!this.#follows));
    byId('wrap').addEventListener('click', () => this.#wrap(!this.#wraps));
    byId('clear').addEventListener('click', () => this.clear());
    byId('search').addEventListener('input', (event) => this.#look(event.target.value));
    byId('search').addEventListener('keydown', (event) => this.#searchKey(event));
    byId('search-next').addEventListener('click', () => this.#step(true));
    byId('search-previous').addEventListener('click', () => this.#step(false));
    this.#look('');
    this.#wrap(localStorage.getItem(WRAP_KEPT_AS) === 'true');
  }

  add(rows) {
    this.#lines.add(rows);
    this.#update();
  }

  note(text) {
    this.add([{ kind: 'note', text }]);
  }

  clear() {
    this.#lines.clear();
    this.#look(byId('search').value);
    this.follow(true);
  }

  follow(follows) {
    this.#follows = follows;
    this.#seen = this.#lines.next;
    byId('follow').classList.toggle('paused', !follows);
    this.#update();
  }

  #wrap(wraps) {
    this.#wraps = wraps;
    localStorage.setItem(WRAP_KEPT_AS, String(wraps));
    byId('wrap').setAttribute('aria-pressed', String(wraps));
    this.#viewport.classList.toggle('wrapped', wraps);
    this.#measure();
  }

  /** What is at the top stays there when lines get other places. */
  #measure() {
    const top = this.#layout.lineAt(Math.floor(this.#viewport.scrollTop / ROW));
    const columns = this.#wraps ? Math.max(1, Math.floor(this.#roomForText() / characterWidth(this.#sizer))) : 0;
    if (this.#layout.wrapAt(columns)) {
      this.#layout.update();
      this.#sizer.style.height = `${this.#layout.rows * ROW}px`;
      this.#scrollTo(this.#layout.above(Math.min(top, this.#lines.next)) * ROW);
      this.#redraw();
    }
    this.#update();
  }

  #roomForText() {
    const probe = el('div', { class: 'row' });
    this.#sizer.append(probe);
    const { paddingLeft, paddingRight } = getComputedStyle(probe);
    probe.remove();
    return this.#viewport.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#viewport;
    const atEnd = scrollTop >= scrollHeight - clientHeight - ROW;
    if (this.#follows && scrollTop < this.#set - 2 && !atEnd) {
      this.follow(false);
    } else if (!this.#follows && atEnd && this.#found < 0) {
      this.follow(true);
    }
    this.#update();
  }

  #update() {
    if (!this.#due) {
      this.#due = true;
      requestAnimationFrame(() => {
        this.#due = false;
        this.#draw();
      });
    }
  }

  #draw() {
    if (this.#search.proceed()) {
      this.#update();
    }
    const lines = this.#lines;
    const layout = this.#layout;
    const gone = layout.update();
    this.#sizer.style.height = `${layout.rows * ROW}px`;
    const height = this.#viewport.clientHeight;
    if (this.#follows) {
      this.#scrollTo(layout.rows * ROW - height);
    } else if (gone > 0) {
      // The oldest lines are gone: what is read stays where it is.
      this.#scrollTo(this.#viewport.scrollTop - gone * ROW);
    }
    const top = Math.floor(this.#viewport.scrollTop / ROW);
    const from = layout.lineAt(Math.max(0, top - OVERSCAN));
    const to = Math.min(lines.next, layout.lineAt(top + Math.ceil(height / ROW) + OVERSCAN) + 1);
    this.#place(from, to);
    this.#tell();
  }

  #scrollTo(place) {
    const whole = Math.max(0, place);
    if (Math.abs(this.#viewport.scrollTop - whole) >= 1) {
      this.#viewport.scrollTop = whole;
    }
    this.#set = this.#viewport.scrollTop;
  }

  #place(from, to) {
    for (const [number, row] of this.#rows) {
      if (number < from || number >= to) {
        row.remove();
        this.#rows.delete(number);
      }
    }
    for (let number = from; number < to; number++) {
      let row = this.#rows.get(number);
      if (!row) {
        row = this.#render(number);
        this.#rows.set(number, row);
        this.#sizer.append(row);
      }
      row.style.transform = `translateY(${this.#layout.above(number) * ROW}px)`;
      row.style.height = `${this.#layout.rowsOf(number) * ROW}px`;
    }
  }

  #render(number) {
    const { kind, level, text } = this.#lines.at(number);
    const row = el('div', { class: `row ${kind}`, 'data-line': number, 'data-level': level || undefined });
    if (number === this.#found) {
      row.classList.add('found');
    }
    const whole = shown(text);
    const prefix = kind === 'out' ? PREFIX.exec(whole) : null;
    if (prefix) {
      const [, time, origin] = prefix;
      row.append(el('span', { class: 'prefix' }, ...this.#marked(time)), el('span', { class: 'prefix origin' }, ...this.#marked(origin)), ' ');
    }
    if (kind === 'err') {
      row.title = 'stderr';
    }
    for (const piece of pieces(prefix ? whole.slice(prefix[0].length) : whole)) {
      row.append(this.#styled(piece));
    }
    return row;
  }

  #styled({ text, fg, bg, styles }) {
    if (fg === null && bg === null && styles.size === 0) {
      const marked = this.#marked(text);
      return marked.length === 1 ? marked[0] : el('span', {}, ...marked);
    }
    const span = el('span', { class: [...styles].join(' ') }, ...this.#marked(text));
    colour(span, 'fg', 'color', fg);
    colour(span, 'bg', 'backgroundColor', bg);
    return span;
  }

  /** The text as nodes, with what is searched for marked. */
  #marked(text) {
    const { query } = this.#search;
    const lower = text.toLowerCase();
    // A few letters change their length with their case; then places do not fit.
    if (query === '' || lower.length !== text.length || !lower.includes(query)) {
      return [document.createTextNode(text)];
    }
    const nodes = [];
    let from = 0;
    for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, from)) {
      if (at > from) {
        nodes.push(document.createTextNode(text.slice(from, at)));
      }
      from = at + query.length;
      nodes.push(el('mark', {}, text.slice(at, from)));
    }
    nodes.push(document.createTextNode(text.slice(from)));
    return nodes;
  }

  #look(query) {
    this.#search.start(query);
    byId('search').parentElement.dataset.searching = String(query !== '');
    this.#found = -1;
    this.#redraw();
  }

  #redraw() {
    this.#rows.forEach((row) => row.remove());
    this.#rows.clear();
    this.#update();
  }

  #searchKey(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#step(event.shiftKey);
    } else if (event.key === 'Escape') {
      event.target.value = '';
      this.#look('');
    }
  }

  #step(onward) {
    while (this.#search.proceed()) {
      // To the end, so that the way around it is right.
    }
    // From the newest line backwards at first: what one looks for has mostly just happened.
    const from = this.#found < 0 ? (onward ? -1 : this.#lines.next) : this.#found;
    const found = onward ? this.#search.after(from) : this.#search.before(from);
    if (found !== undefined) {
      this.#found = found;
      this.follow(false);
      this.#scrollTo(this.#layout.above(found) * ROW - this.#viewport.clientHeight / 2);
      this.#redraw();
    }
  }

  #tell() {
    setText(byId('line-count'), `${count(this.#lines.length)} lines`);
    const unseen = this.#follows ? 0 : this.#lines.next - this.#seen;
    setText(byId('follow'), this.#follows ? 'Pause' : unseen > 0 ? `Follow, ${count(unseen)} new` : 'Follow');
    const place = this.#search.placeOf(this.#found);
    const all = count(this.#search.count);
    setText(byId('search-count'), this.#search.query === '' ? '' : place > 0 ? `${count(place)} of ${all}` : `${all} found`);
  }
}

function characterWidth(parent) {
  const many = 100;
  const probe = el('span', { class: 'probe' }, 'x'.repeat(many));
  parent.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width / many;
}

function colour(span, name, property, value) {
  if (typeof value === 'number') {
    span.classList.add(`${name}-${value}`);
  } else if (value !== null) {
    span.style[property] = value;
  }
}
