/**
 * How long to wait before the next attempt, and when to give up. The policies are values: the random number that spreads
 * a delay is passed in, and so is everything that has to be remembered between attempts.
 */
@NullMarked
package dev.archon.protocol.backoff;

import org.jspecify.annotations.NullMarked;
