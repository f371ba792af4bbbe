package dev.archon.client.internal.relay;

import dev.archon.client.LogBatch;
import dev.archon.client.LogRelay;
import dev.archon.client.Subscription;
import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.dispatch.Listeners;
import dev.archon.protocol.console.ConsoleFormat;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;

/** The relays of one server. */
public final class LogRelays {

    /** For a connection whose log lines nobody takes as bytes. */
    public static final LogRelays NONE = new LogRelays(() -> true, ConsoleFormat.in(ZoneOffset.UTC), error -> {});

    private final Listeners<LogBatch> relays;
    private final BooleanSupplier eventsWanted;
    private final ConsoleFormat format;

    /**
     * Makes an empty list.
     *
     * @param eventsWanted whether anybody wants log lines as events; asked once a read, on the event loop
     * @param format what makes lines of log4j entries
     * @param errors told what relays throw
     */
    public LogRelays(BooleanSupplier eventsWanted, ConsoleFormat format, HandlerErrors errors) {
        this.format = format;
        this.eventsWanted = eventsWanted;
        this.relays = new Listeners<>(errors);
    }

    /**
     * Adds a relay.
     *
     * @param relay the same one may be added twice, and each time is ended by itself
     * @return ends it
     */
    public Subscription add(LogRelay relay) {
        return relays.add(relay::lines);
    }

    /**
     * Whether there is no relay.
     *
     * @return whether lines need not be collected
     */
    public boolean isEmpty() {
        return relays.isEmpty();
    }

    /**
     * Whether log lines have to be made events.
     *
     * @return false if nobody is there but relays
     */
    public boolean eventsWanted() {
        return relays.isEmpty() || eventsWanted.getAsBoolean();
    }

    /**
     * The object that makes lines of log4j entries.
     *
     * @return the format
     */
    public ConsoleFormat format() {
        return format;
    }

    void give(LogBatch lines) {
        relays.accept(lines);
    }
}
