/**
 * What a client of Archon has to do, as cases, and the judge of what a client did. Nothing here knows a socket, a process, a
 * thread or a clock: a case is a value, a journal is a list of what was seen on the wire with its times, and a verdict is a
 * pure function of both.
 */
@NullMarked
package dev.archon.simulator.conformance;

import org.jspecify.annotations.NullMarked;
