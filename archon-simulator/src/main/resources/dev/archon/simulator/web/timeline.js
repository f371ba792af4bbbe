// What clients did in the last minute, as a picture: one lane a kind, one mark an entry of the journal.

import { byId, svg } from './dom.js';

const SPAN = 60_000;
const WIDTH = 292;
const LABELS = 58;
const LANE = 13;
const LANES = [
  ['REST', ['token-call', 'call']],
  ['socket', ['handshake', 'closed']],
  ['auth', ['auth']],
  ['command', ['command', 'power']],
];

export class Timeline {
  #marks = svg('g');
  #picture;

  constructor() {
    const lanes = LANES.map(([name], i) => {
      const y = (i + 0.5) * LANE;
      return svg(
        'g',
        {},
        svg('text', { x: 0, y: y + 3.5 }, name),
        svg('line', { class: 'base', x1: LABELS, x2: WIDTH, y1: y, y2: y }),
      );
    });
    this.#picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${LANES.length * LANE}`, preserveAspectRatio: 'xMinYMid meet', role: 'img' }, ...lanes, this.#marks);
    byId('timeline').append(this.#picture);
    this.show([], 0);
  }

  /** @param entries each with time, what, bad and text; now is the simulator's time in milliseconds */
  show(entries, now) {
    const shown = entries.filter(({ time, what }) => time > now - SPAN && laneOf(what) >= 0);
    this.#marks.replaceChildren(...shown.map((entry) => mark(entry, now)));
    const bad = shown.filter((entry) => entry.bad).length;
    this.#picture.setAttribute('aria-label', `The last minute: ${shown.length} entries, ${bad} of them failures`);
  }
}

function mark({ time, what, bad, text }, now) {
  const x = (WIDTH - (Math.max(0, now - time) / SPAN) * (WIDTH - LABELS)).toFixed(1);
  const y = laneOf(what) * LANE;
  const line = svg('line', { class: bad ? 'mark bad' : 'mark', x1: x, x2: x, y1: y + 2, y2: y + LANE - 2 });
  line.append(svg('title', {}, text));
  return line;
}

const laneOf = (what) => LANES.findIndex(([, kinds]) => kinds.includes(what));
