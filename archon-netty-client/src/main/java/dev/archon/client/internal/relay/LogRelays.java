package dev.archon.client.internal.relay;

import dev.archon.client.LogBatch;
import dev.archon.client.LogRelay;
import dev.archon.client.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The relays of one server. */
public final class LogRelays {

    /** For a connection whose log lines nobody takes as bytes. */
    public static final LogRelays NONE = new LogRelays(() -> true, error -> {});

    private final List<LogRelay> relays = new CopyOnWriteArrayList<>();
    private final BooleanSupplier eventsWanted;
    private final Consumer<Throwable> errors;

    /**
     * Makes an empty list.
     *
     * @param eventsWanted whether anybody wants log lines as events; asked once a read, on the event loop
     * @param errors told what relays throw
     */
    public LogRelays(BooleanSupplier eventsWanted, Consumer<Throwable> errors) {
        this.eventsWanted = eventsWanted;
        this.errors = errors;
    }

    /**
     * Adds a relay.
     *
     * @param relay the same one may be added twice, and each time is ended by itself
     * @return ends it
     */
    public Subscription add(LogRelay relay) {
        LogRelay own = lines -> relay.lines(lines);
        relays.add(own);
        return () -> relays.remove(own);
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

    void give(LogBatch lines) {
        for (LogRelay relay : relays) {
            try {
                relay.lines(lines);
            } catch (Throwable error) {
                errors.accept(error);
            }
        }
    }
}
