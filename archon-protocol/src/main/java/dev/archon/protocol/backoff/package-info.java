/**
 * How long to wait before the next attempt, and when to give up. The policies are values: the random number that spreads
 * a delay is passed in, and so is everything that has to be remembered between attempts. All types are immutable, and safe
 * on any thread.
 *
 * <p>Delays are {@link java.time.Duration}s, exact to the nanosecond, of 100 days at most. Attempts are counted from 1, and
 * the last that can be counted is 2^31 - 1; no attempt overflows. No parameter may be {@code null}, and nothing returned
 * is. A parameter outside its range is an {@link java.lang.IllegalArgumentException} that names the parameter and the
 * range; whether there is another attempt is an {@link java.util.Optional}, never an exception.
 */
@NullMarked
package dev.archon.protocol.backoff;

import org.jspecify.annotations.NullMarked;
