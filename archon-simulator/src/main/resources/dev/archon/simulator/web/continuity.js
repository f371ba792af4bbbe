// After a reconnect a server shows its history again. This finds what of it is new.

/**
 * @param shown the last lines that were shown, oldest first
 * @param replayed the lines that came after the reconnect
 * @return {fresh, gap}: the lines that were not shown yet, and whether some between may be missing
 */
export function continued(shown, replayed) {
  if (shown.length === 0 || replayed.length === 0) {
    return { fresh: replayed, gap: false };
  }
  for (let from = Math.max(0, shown.length - replayed.length); from < shown.length; from++) {
    if (endsWithStartOf(shown, from, replayed)) {
      return { fresh: replayed.slice(shown.length - from), gap: false };
    }
  }
  return { fresh: replayed, gap: true };
}

function endsWithStartOf(shown, from, replayed) {
  for (let i = from; i < shown.length; i++) {
    if (shown[i] !== replayed[i - from]) {
      return false;
    }
  }
  return true;
}
