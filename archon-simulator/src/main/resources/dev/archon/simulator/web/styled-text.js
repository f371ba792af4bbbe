// Console text with its colours: ANSI (ECMA-48, SGR) and the game's own, a section sign and a letter.

const CODES = /\x1b\[([0-9;:]*)m|\u00a7([0-9a-fk-or])/gi;
const GAME_COLOURS = [0, 4, 2, 6, 1, 5, 3, 7, 8, 12, 10, 14, 9, 13, 11, 15];
const GAME_STYLES = { k: 'hidden', l: 'bold', m: 'struck', n: 'underlined', o: 'italic' };

// Control characters, and those that turn the direction of text around: they are shown and do nothing.
const UNSEEN = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const NONE = { fg: null, bg: null, styles: new Set() };

/** The text without its codes, as it is shown. */
export function plain(text) {
  return visible(/[\x1b\u00a7]/.test(text) ? text.replace(CODES, '') : text);
}

/** The text in pieces: {text, fg, bg, styles}, where a colour is the number of an ANSI colour or 'rgb(...)'. */
export function pieces(text) {
  const found = [];
  let style = NONE;
  let from = 0;
  const piece = (to) => {
    if (to > from) {
      found.push({ text: visible(text.slice(from, to)), ...style });
    }
  };
  for (const code of text.matchAll(CODES)) {
    piece(code.index);
    style = code[2] === undefined ? ansi(style, code[1]) : game(style, code[2].toLowerCase());
    from = code.index + code[0].length;
  }
  piece(text.length);
  return found;
}

function visible(text) {
  return text.replace(UNSEEN, '\ufffd');
}

function game(style, letter) {
  if (letter === 'r') {
    return NONE;
  }
  const name = GAME_STYLES[letter];
  // A colour ends the styles before it, as in the game.
  return name ? { ...style, styles: new Set(style.styles).add(name) } : { ...NONE, fg: GAME_COLOURS[parseInt(letter, 16)] };
}

function ansi(style, parameters) {
  const codes = parameters.split(/[;:]/).map(Number);
  let { fg, bg } = style;
  const styles = new Set(style.styles);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) {
      fg = null;
      bg = null;
      styles.clear();
    } else if (code === 38 || code === 48) {
      const [colour, used] = extended(codes, i + 1);
      fg = code === 38 ? colour : fg;
      bg = code === 48 ? colour : bg;
      i += used;
    } else if (code === 39) {
      fg = null;
    } else if (code === 49) {
      bg = null;
    } else if (code >= 30 && code <= 37) {
      fg = code - 30;
    } else if (code >= 90 && code <= 97) {
      fg = code - 82;
    } else if (code >= 40 && code <= 47) {
      bg = code - 40;
    } else if (code >= 100 && code <= 107) {
      bg = code - 92;
    } else {
      restyle(styles, code);
    }
  }
  return { fg, bg, styles };
}

function restyle(styles, code) {
  const on = { 1: 'bold', 2: 'faint', 3: 'italic', 4: 'underlined', 7: 'inverse', 8: 'hidden', 9: 'struck' }[code];
  if (on) {
    styles.add(on);
  }
  const off = { 22: ['bold', 'faint'], 23: ['italic'], 24: ['underlined'], 27: ['inverse'], 28: ['hidden'], 29: ['struck'] }[code];
  off?.forEach((name) => styles.delete(name));
}

function extended(codes, at) {
  if (codes[at] === 5) {
    return [indexed(codes[at + 1] ?? 0), 2];
  }
  if (codes[at] === 2) {
    return [`rgb(${codes.slice(at + 1, at + 4).map((part) => Math.min(255, part || 0)).join(', ')})`, 4];
  }
  return [null, 0];
}

/** A colour of the 256: sixteen named ones, a cube of six steps a side, and greys. */
function indexed(index) {
  if (index < 16) {
    return index;
  }
  if (index > 231) {
    const grey = 8 + (Math.min(index, 255) - 232) * 10;
    return `rgb(${grey}, ${grey}, ${grey})`;
  }
  const step = (part) => (part === 0 ? 0 : 55 + part * 40);
  const place = index - 16;
  return `rgb(${step(Math.floor(place / 36))}, ${step(Math.floor(place / 6) % 6)}, ${step(place % 6)})`;
}
