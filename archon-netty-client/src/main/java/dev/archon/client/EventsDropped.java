package dev.archon.client;

/**
 * Events that were received and not delivered, since more of them waited than the {@linkplain ArchonClientBuilder#queue
 * bounds} allow and {@link Overflow} says to drop some. Counted exactly.
 *
 * @param events how many, at least 1
 * @param logLines how many lines of the console they held, {@code log} and {@code log4j} alike. A message may hold many
 *     lines, so this may be more than {@code events}
 */
public record EventsDropped(long events, long logLines) {

    /**
     * Adds up.
     *
     * @param other what else was dropped
     * @return both together
     */
    public EventsDropped plus(EventsDropped other) {
        return new EventsDropped(events + other.events, logLines + other.logLines);
    }
}
