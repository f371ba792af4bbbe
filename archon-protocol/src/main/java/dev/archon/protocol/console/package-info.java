/**
 * The lines of a console, made from {@code log} and {@code log4j} messages alike.
 *
 * <p>A message is not a line: either kind may hold many, and a server sends its console in both. Whoever shows, counts,
 * relays or remembers lines works on {@link dev.archon.protocol.console.ConsoleLine}, which
 * {@link dev.archon.protocol.console.ConsoleFormat} makes. Nothing here reads a clock; times are passed in.
 */
@NullMarked
package dev.archon.protocol.console;

import org.jspecify.annotations.NullMarked;
