package dev.archon.client.internal.dispatch;

import dev.archon.client.EventsDropped;
import dev.archon.client.Subscription;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The handlers of a server, and the order in which a batch is delivered to them.
 *
 * <p>Batch handlers come first, each with the whole batch, then those of lines with all of its lines. Then each event is
 * given to all handlers before the next event is, its lines to the handlers of single lines before the event itself, so
 * that two handlers never see two events in a different order. Lines are made once, and only if somebody wants them.
 *
 * <p>Handlers are held in arrays that are replaced when one comes or goes: the delivery reads a field once for each batch.
 */
final class Handlers implements Receiver {

    private static final Registration<?>[] NOBODY = {};

    private final HandlerErrors errors;
    private final DispatchCounters counters;
    private final LineDelivery feed;
    private volatile Registered registered = new Registered(NOBODY, NOBODY, NOBODY, NOBODY, NOBODY);

    Handlers(HandlerErrors errors, DispatchCounters counters, LineDelivery feed) {
        this.errors = errors;
        this.counters = counters;
        this.feed = feed;
    }

    // Arrays, as nobody but this class sees them and their elements are read millions of times a second.
    @SuppressWarnings("ArrayRecordComponent")
    private record Registered(
            Registration<?>[] batch,
            Registration<?>[] event,
            Registration<?>[] dropped,
            Registration<?>[] lines,
            Registration<?>[] line) {

        boolean wantLines() {
            return lines.length > 0 || line.length > 0;
        }
    }

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
            Registered now = registered;
            registered = new Registered(now.batch, with(now.event, added), now.dropped, now.lines, now.line);
        }
        return () -> end(added);
    }

    @SuppressWarnings("unchecked")
    Subscription onBatch(Consumer<? super List<ArchonEvent>> handler) {
        Registration<List<ArchonEvent>> added =
                new Registration<>((Class<List<ArchonEvent>>) (Class<?>) List.class, handler);
        synchronized (this) {
            Registered now = registered;
            registered = new Registered(with(now.batch, added), now.event, now.dropped, now.lines, now.line);
        }
        return () -> end(added);
    }

    Subscription onDropped(Consumer<? super EventsDropped> handler) {
        Registration<EventsDropped> added = new Registration<>(EventsDropped.class, handler);
        synchronized (this) {
            Registered now = registered;
            registered = new Registered(now.batch, now.event, with(now.dropped, added), now.lines, now.line);
        }
        return () -> end(added);
    }

    Subscription onLine(Consumer<? super ConsoleLine> handler) {
        Registration<ConsoleLine> added = new Registration<>(ConsoleLine.class, handler);
        synchronized (this) {
            Registered now = registered;
            registered = new Registered(now.batch, now.event, now.dropped, now.lines, with(now.line, added));
        }
        return () -> end(added);
    }

    Subscription onLines(Consumer<? super List<ConsoleLine>> handler) {
        Registration<List<ConsoleLine>> added = ofLines(handler);
        add(added);
        return () -> end(added);
    }

    /**
     * Prepares a handler for the lines that are remembered and then for those that follow.
     *
     * @param handler the handler
     * @param delivery runs something in the delivery, where no line can come in between
     */
    Subscription followLines(Consumer<? super List<ConsoleLine>> handler, Consumer<Runnable> delivery) {
        Registration<List<ConsoleLine>> added = ofLines(handler);
        delivery.accept(() -> {
            List<ConsoleLine> recent = feed.recent();
            if (!recent.isEmpty()) {
                give(added, recent);
            }
            add(added);
        });
        return () -> end(added);
    }

    @SuppressWarnings("unchecked")
    private static Registration<List<ConsoleLine>> ofLines(Consumer<? super List<ConsoleLine>> handler) {
        return new Registration<>((Class<List<ConsoleLine>>) (Class<?>) List.class, handler);
    }

    private synchronized void add(Registration<List<ConsoleLine>> added) {
        if (added.open) {
            Registered now = registered;
            registered = new Registered(now.batch, now.event, now.dropped, with(now.lines, added), now.line);
        }
    }

    /** Whether anybody here would get a line of the console, as part of an event or as a line. */
    boolean wantLogs() {
        return wantLines() || wantLogEvents();
    }

    /** Whether anybody here would get a line as a line. */
    boolean wantLines() {
        return registered.wantLines() || feed.isKept();
    }

    /** Whether anybody here would get a line as part of an event. */
    boolean wantLogEvents() {
        Registered now = registered;
        if (now.batch.length > 0) {
            return true;
        }
        for (Registration<?> registration : now.event) {
            if (registration.type.isAssignableFrom(LogEvent.class)
                    || registration.type.isAssignableFrom(Log4jEvent.class)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        Registered now = registered;
        return now.batch.length == 0 && now.event.length == 0 && !now.wantLines() && !feed.isKept();
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
        if (now.wantLines() || feed.isKept()) {
            eventsAndLines(now, events);
        } else if (now.event.length > 0) {
            for (int i = 0; i < events.size(); i++) {
                giveEvent(now.event, events.get(i));
            }
        }
        counters.delivered(events.size(), System.nanoTime() - begun);
    }

    @Override
    public void lines(LineBatch lines) {
        long begun = System.nanoTime();
        give(feed.of(lines));
        counters.delivered(lines.size(), System.nanoTime() - begun);
    }

    private void eventsAndLines(Registered now, List<ArchonEvent> events) {
        LineDelivery.Lines lines = feed.of(events);
        giveAll(now.lines, lines.all());
        for (int i = 0; i < events.size(); i++) {
            giveEach(now.line, lines.of(i));
            giveEvent(now.event, events.get(i));
        }
    }

    /** Delivers the lines that were held long enough, if stack traces are kept together. */
    void giveDueLines() {
        give(feed.due());
    }

    /** Delivers the lines that are held, before something that came after them. */
    void giveHeldLines() {
        give(feed.released());
    }

    /** Whether lines are held. */
    boolean holdsLines() {
        return feed.isHolding();
    }

    private void give(List<ConsoleLine> lines) {
        Registered now = registered;
        giveAll(now.lines, lines);
        giveEach(now.line, lines);
    }

    private void giveAll(Registration<?>[] handlers, List<ConsoleLine> lines) {
        if (!lines.isEmpty()) {
            for (Registration<?> registration : handlers) {
                give(registration, lines);
            }
        }
    }

    private void giveEach(Registration<?>[] handlers, List<ConsoleLine> lines) {
        if (handlers.length > 0) {
            for (ConsoleLine line : lines) {
                for (Registration<?> registration : handlers) {
                    give(registration, line);
                }
            }
        }
    }

    @Override
    public void dropped(EventsDropped counts) {
        giveHeldLines();
        for (Registration<?> registration : registered.dropped) {
            give(registration, counts);
        }
    }

    @Override
    public void completed() {
        giveHeldLines();
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
        Registered now = registered;
        registered = new Registered(
                without(now.batch, ended),
                without(now.event, ended),
                without(now.dropped, ended),
                without(now.lines, ended),
                without(now.line, ended));
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
