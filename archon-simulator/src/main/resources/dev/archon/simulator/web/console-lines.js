// Makes the lines of the console of log and log4j messages: {kind, level, text}, in the form in which Modrinth's panel shows
// them. A line that the level cannot be told of has the level ''.

const LINE_ENDS = /[\r\n]+/;
const TIME = /\[\d\d:\d\d:\d\d\]/;
const LEVELS = { fatal: 'error', error: 'error', warn: 'warn', info: 'info', debug: 'debug', trace: 'trace' };

// Their order matters: the first that a line holds decides.
const SIGNS = [
  ['/INFO', 'info'],
  ['[System] [CHAT]', 'info'],
  ['/WARN', 'warn'],
  ['/DEBUG', 'debug'],
  ['/TRACE', 'trace'],
  ['/ERROR', 'error'],
  ['Exception:', 'error'],
  [':?]', 'error'],
  ['Error', 'error'],
  ['[thread', 'error'],
  ['\tat', 'error'],
];

/** The lines of a log message. One without a time and a level has the level of the one before it. */
export function ofLog({ stream, message }) {
  const kind = stream === 'stderr' ? 'err' : 'out';
  let before = '';
  return split(String(message)).map((text) => {
    const found = SIGNS.find(([sign]) => text.includes(sign))?.[1] ?? '';
    before = found === '' && !TIME.test(text) ? before : found;
    return { kind, level: before, text };
  });
}

/** The lines of a log4j message: those of its text, of which the first has a prefix, and those of its stack trace. */
export function ofEntry({ level, thread_name: thread, timestamp_millis: time, message, throwable }) {
  const known = LEVELS[textOf(level).toLowerCase()] ?? '';
  const [first = '', ...further] = split(textOf(message).trim());
  const shown = [`${timeOf(time)}${originOf(textOf(thread), textOf(level))}${first}`, ...further]
    .filter((text) => text !== '')
    .map((text) => ({ kind: 'out', level: known, text }));
  return [...shown, ...split(textOf(throwable)).map((text) => ({ kind: 'out', level: 'error', text }))];
}

const split = (text) => text.split(LINE_ENDS).filter((line) => line !== '');

const textOf = (value) => (typeof value === 'string' ? value : '');

function originOf(thread, level) {
  const parts = [thread, level].filter((part) => part !== '');
  return parts.length > 0 ? `[${parts.join('/')}]: ` : '';
}

/** The time of day where the browser is. */
function timeOf(millis) {
  const date = new Date(typeof millis === 'number' ? millis : NaN);
  return Number.isNaN(date.getTime()) ? '' : `[${date.toTimeString().slice(0, 8)}] `;
}
