package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry.Answerer;

/**
 * How a call ended.
 *
 * @param answer the answer
 * @param server the id of the server that the call is about; empty for none
 * @param answerer who answered it
 * @param detail what the journal says besides; empty for nothing
 */
record Outcome(HttpAnswer answer, String server, Answerer answerer, String detail) {}
