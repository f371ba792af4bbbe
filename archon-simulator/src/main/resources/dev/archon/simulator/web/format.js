// Numbers and times as people read them.

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

export const bytes = (value) => `${inUnit(value, unitOf(value))} ${UNITS[unitOf(value)]}`;

/** Both numbers in the unit of the second. */
export function bytesOf(part, whole) {
  const unit = unitOf(whole);
  return `${inUnit(part, unit)} of ${inUnit(whole, unit)} ${UNITS[unit]}`;
}

function unitOf(value) {
  let unit = 0;
  for (let number = value; number >= 1024 && unit < UNITS.length - 1; number /= 1024) {
    unit++;
  }
  return unit;
}

function inUnit(value, unit) {
  const number = Math.max(0, value) / 1024 ** unit;
  return unit === 0 || number >= 100 ? Math.round(number) : number.toFixed(1);
}

export const count = (value) => value.toLocaleString('en');

export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const days = Math.floor(whole / 86_400);
  const two = (number) => String(number).padStart(2, '0');
  const clock = `${Math.floor((whole % 86_400) / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return days > 0 ? `${days} d ${clock}` : clock;
}

/** The time of day of an ISO 8601 instant, in UTC as the console has it. */
export const clock = (instant) => (/T(\d\d:\d\d:\d\d)/.exec(instant) ?? ['', ''])[1];

export const percent = (share) => `${Math.round(share * 100)} %`;
