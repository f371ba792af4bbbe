// The console: any number of lines, of which only those in view are in the document. Rows are of one fixed height.

import { byId, el, setText } from './dom.js';
import { count } from './format.js';
import { Lines } from './lines.js';
import { Search } from './search.js';
import { pieces } from './styled-text.js';

const ROW = 18; // As in console.css.
const OVERSCAN = 10;
const LONGEST_SHOWN = 2_000;

// What the game's logger puts before its text: time, thread, level.
const PREFIX = /^(\[\d\d:\d\d:\d\d\])( \[[^\]]*\/[A-Za-z]+\]:) /;

export class Console {
  #lines = new Lines();
  #search = new Search(this.#lines);
  #viewport = byId('viewport');
  #sizer = el('div', { class: 'sizer' });
  #rows = new Map();
  #follows = true;
  #seen = 0; // The number of the next line when following was paused.
  #found = -1;
  #set = 0; // The place that was last scrolled to by the page itself.
  #first = 0;
  #due = false;

  constructor() {
    this.#viewport.append(this.#sizer);
    this.#viewport.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#update()).observe(this.#viewport);
    byId('follow').addEventListener('click', () => this.follow(!this.#follows));
    byId('clear').addEventListener('click', () => this.clear());
    byId('search').addEventListener('input', (event) => this.#look(event.target.value));
    byId('search').addEventListener('keydown', (event) => this.#searchKey(event));
    byId('search-next').addEventListener('click', () => this.#step(true));
    byId('search-previous').addEventListener('click', () => this.#step(false));
    this.#look('');
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
    this.#sizer.style.height = `${lines.length * ROW}px`;
    const height = this.#viewport.clientHeight;
    if (this.#follows) {
      this.#scrollTo(lines.length * ROW - height);
    } else if (lines.first > this.#first) {
      // The oldest lines are gone: what is read stays where it is.
      this.#scrollTo(this.#viewport.scrollTop - (lines.first - this.#first) * ROW);
    }
    this.#first = lines.first;
    const top = Math.floor(this.#viewport.scrollTop / ROW);
    const from = lines.first + Math.max(0, top - OVERSCAN);
    const to = Math.min(lines.next, lines.first + top + Math.ceil(height / ROW) + OVERSCAN);
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
      row.style.transform = `translateY(${(number - this.#lines.first) * ROW}px)`;
    }
  }

  #render(number) {
    const { kind, level, text } = this.#lines.at(number);
    const row = el('div', { class: `row ${kind}`, 'data-line': number, 'data-level': level || undefined });
    if (number === this.#found) {
      row.classList.add('found');
    }
    const whole = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)} ...` : text;
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
      this.#scrollTo((found - this.#lines.first) * ROW - this.#viewport.clientHeight / 2);
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

function colour(span, name, property, value) {
  if (typeof value === 'number') {
    span.classList.add(`${name}-${value}`);
  } else if (value !== null) {
    span.style[property] = value;
  }
}
