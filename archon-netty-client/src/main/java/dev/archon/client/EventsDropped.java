package dev.archon.client;

/**
 * Events that were received and not delivered, since more of them waited than the {@linkplain ArchonClientBuilder#queue
 * bounds} allow and {@link Overflow} says to drop some. Counted exactly.
 *
 * @param events the number of events, at least 1
 * @param logLines the number of console lines that they held, {@code log} and {@code log4j} alike. A message may hold many
 *     lines, so this may be more than {@code events}
 */
public record EventsDropped(long events, long logLines) {

    /**
     * Adds up.
     *
     * @param other the other numbers
     * @return both together
     */
    public EventsDropped plus(EventsDropped other) {
        return new EventsDropped(events + other.events, logLines + other.logLines);
    }
}
