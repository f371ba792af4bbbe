// The protocol's backoff: 1 s, doubled up to 30 s, ten attempts; half of each delay is drawn.

export const ATTEMPTS = 10;

const BASE = 1000;
const MOST = 30_000;

/** The delay before an attempt, the first being number 1, in milliseconds. */
export function delay(attempt, random) {
  const whole = Math.min(MOST, BASE * 2 ** (attempt - 1));
  return Math.round(whole / 2 + (whole / 2) * random());
}
