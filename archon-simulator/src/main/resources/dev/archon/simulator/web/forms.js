// Fields for what a kind of action or fault takes, as the simulator describes it.

import { el } from './dom.js';

const JSON_TYPES = ['event', 'action', 'fault', 'steps', 'options'];
const PLACEHOLDERS = { span: '200ms, or 100ms to 1s' };
const EXAMPLES = {
  event: '{"event": "uptime", "uptime": 5}',
  action: '{"do": "drop"}',
  fault: '{"kind": "auth-refused"}',
};

/** Labelled fields, one a parameter. */
export function fields(kind, idPrefix) {
  return kind.parameters.map((parameter) => {
    const id = `${idPrefix}-${parameter.name}`;
    const field = input(parameter, id);
    return el('p', { class: 'field' }, el('label', { for: id, title: parameter.summary }, parameter.name.replaceAll('_', ' ')), field);
  });
}

function input(parameter, id) {
  const common = { id, name: parameter.name, required: parameter.required, title: parameter.summary };
  if (parameter.type === 'choice') {
    return el('select', common, ...parameter.choices.map((choice) => el('option', { value: choice }, choice.replaceAll('_', ' '))));
  }
  if (JSON_TYPES.includes(parameter.type)) {
    const area = el('textarea', { ...common, rows: 2, spellcheck: 'false' });
    area.value = EXAMPLES[parameter.type] ?? '';
    return area;
  }
  const number = parameter.type === 'number';
  return el('input', {
    ...common,
    type: number ? 'number' : 'text',
    min: parameter.least,
    max: parameter.most,
    value: parameter.default ?? (number && parameter.required ? suggestion(parameter) : undefined),
    placeholder: PLACEHOLDERS[parameter.type] ?? (parameter.required ? 'needed' : 'none'),
    autocomplete: 'off',
    spellcheck: 'false',
  });
}

function suggestion({ name, least }) {
  return { lines: 1000, status: 500, code: 1001 }[name] ?? least;
}

/** The values of the fields, as a scenario file has them. Throws an Error that names what cannot be read. */
export function values(form, kind) {
  const result = {};
  for (const { name, type } of kind.parameters) {
    const text = form.elements.namedItem(name).value;
    if (text !== '') {
      result[name] = value(name, type, text);
    }
  }
  return result;
}

function value(name, type, text) {
  if (type === 'number') {
    return Number(text);
  }
  if (type === 'span') {
    const ends = text.split(/\s+to\s+/u);
    return ends.length === 2 ? { from: ends[0].trim(), to: ends[1].trim() } : text;
  }
  if (!JSON_TYPES.includes(type)) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} is no JSON`);
  }
}
