package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.client.Subscription;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The handlers of a server, and how a batch is given to them.
 *
 * <p>Batch handlers come first, each with the whole batch. Then each event is given to all handlers of its type before
 * the next event is, so that two handlers never see two events in a different order.
 *
 * <p>Handlers are held in arrays that are replaced when one comes or goes: the delivery reads a field once for each batch.
 */
final class Handlers implements Sink {

    private final HandlerErrors errors;
    private final DispatchCounters counters;
    private volatile Registered registered =
            new Registered(new Registration<?>[0], new Registration<?>[0], new Registration<?>[0]);

    Handlers(HandlerErrors errors, DispatchCounters counters) {
        this.errors = errors;
        this.counters = counters;
    }

    // Arrays, as nobody but this class sees them and their elements are read millions of times a second.
    @SuppressWarnings("ArrayRecordComponent")
    private record Registered(Registration<?>[] batch, Registration<?>[] event, Registration<?>[] dropped) {}

    private static final class Registration<T> {

        private final Class<T> type;
        private final Consumer<? super T> handler;
        private volatile boolean open = true;

        Registration(Class<T> type, Consumer<? super T> handler) {
            this.type = type;
            this.handler = handler;
        }

        void give(Object value) {
            handler.accept(type.cast(value));
        }
    }

    <E extends ArchonEvent> Subscription onEvent(Class<E> type, Consumer<? super E> handler) {
        Registration<E> added = new Registration<>(type, handler);
        synchronized (this) {
            registered = new Registered(registered.batch, with(registered.event, added), registered.dropped);
        }
        return () -> end(added);
    }

    @SuppressWarnings("unchecked")
    Subscription onBatch(Consumer<? super List<ArchonEvent>> handler) {
        Registration<List<ArchonEvent>> added =
                new Registration<>((Class<List<ArchonEvent>>) (Class<?>) List.class, handler);
        synchronized (this) {
            registered = new Registered(with(registered.batch, added), registered.event, registered.dropped);
        }
        return () -> end(added);
    }

    Subscription onDropped(Consumer<? super EventsDropped> handler) {
        Registration<EventsDropped> added = new Registration<>(EventsDropped.class, handler);
        synchronized (this) {
            registered = new Registered(registered.batch, registered.event, with(registered.dropped, added));
        }
        return () -> end(added);
    }

    /** Whether anybody here would get a log line. */
    boolean wantLogs() {
        Registered now = registered;
        if (now.batch.length > 0) {
            return true;
        }
        for (Registration<?> registration : now.event) {
            if (registration.type.isAssignableFrom(LogEvent.class)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        Registered now = registered;
        return now.batch.length == 0 && now.event.length == 0;
    }

    @Override
    public long demand() {
        return Long.MAX_VALUE;
    }

    @Override
    public void events(List<ArchonEvent> events) {
        Registered now = registered;
        long begun = System.nanoTime();
        for (Registration<?> registration : now.batch) {
            give(registration, events);
        }
        if (now.event.length > 0) {
            for (int i = 0; i < events.size(); i++) {
                giveEvent(now.event, events.get(i));
            }
        }
        counters.delivered(events.size(), System.nanoTime() - begun);
    }

    @Override
    public void dropped(EventsDropped counts) {
        for (Registration<?> registration : registered.dropped) {
            give(registration, counts);
        }
    }

    private void giveEvent(Registration<?>[] handlers, ArchonEvent event) {
        for (Registration<?> registration : handlers) {
            if (registration.type.isInstance(event)) {
                give(registration, event);
            }
        }
    }

    private void give(Registration<?> registration, Object value) {
        if (!registration.open) {
            return;
        }
        try {
            registration.give(value);
        } catch (Throwable error) {
            errors.tell(error);
        }
    }

    private synchronized void end(Registration<?> ended) {
        ended.open = false;
        registered = new Registered(
                without(registered.batch, ended), without(registered.event, ended), without(registered.dropped, ended));
    }

    private static Registration<?>[] with(Registration<?>[] all, Registration<?> added) {
        Registration<?>[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = added;
        return more;
    }

    private static Registration<?>[] without(Registration<?>[] all, Registration<?> ended) {
        return Arrays.stream(all).filter(each -> each != ended).toArray(Registration<?>[]::new);
    }
}
