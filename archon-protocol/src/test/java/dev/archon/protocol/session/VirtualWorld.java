package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.archon.protocol.session.State.Closed;
import dev.archon.protocol.session.State.Connected;
import dev.archon.protocol.session.State.Ended;
import dev.archon.protocol.session.State.Idle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A session, a server and what lies between them, in virtual time: whatever is to happen stands in an agenda, and the time
 * is that of the event that is next. Every step is held against the {@link PlainModel} and the {@link Ledger}.
 */
final class VirtualWorld {

    /** Timers are late by less than this, as they are in any busy process. */
    static final Duration MOST_LATENESS = Duration.ofMillis(500);

    /** After so long a token call without an answer fails. */
    static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    /** Something that will happen, to the session or around it. */
    private record Event(Instant at, long number, Runnable happening) {}

    final SessionPolicy policy;
    final List<Moment> moments = new ArrayList<>();
    State state = State.initial();
    Instant time = Instant.parse("2026-11-01T12:00:00Z");

    private final SplittableRandom random;
    private final SessionMachine machine;
    private final VirtualServer server;
    private final PlainModel model;
    private final Ledger ledger = new Ledger();
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private final Map<Timer, Event> timers = new EnumMap<>(Timer.class);
    private @Nullable Event call;
    private Duration clockError = Duration.ZERO;
    private Instant lastRead = time;
    private boolean paused;
    private long events;

    VirtualWorld(SessionPolicy policy, SplittableRandom random, VirtualServer.Mood mood) {
        this.policy = policy;
        this.random = random;
        machine = new SessionMachine(policy);
        model = new PlainModel(policy);
        server = new VirtualServer(this, random, mood);
    }

    /** Lets things happen, a number of them at most. */
    void run(int steps) {
        for (int i = 0; i < steps && !agenda.isEmpty(); i++) {
            step();
        }
    }

    /** Lets things happen until a time. */
    void runUntil(Instant end) {
        while (!agenda.isEmpty() && !agenda.element().at().isAfter(end)) {
            step();
        }
        time = end;
    }

    /** From now on the server is in another mood; whatever was on its way is lost, and the clock is right. */
    void turn(VirtualServer.Mood mood) {
        server.turn(mood);
        agenda.removeIf(event -> !event.equals(call) && !timers.containsValue(event));
        clockError = Duration.ZERO;
        resume();
    }

    boolean isOver() {
        return state instanceof Idle || state instanceof Ended || state instanceof Closed;
    }

    /** The time as the session is told it. */
    Instant clock() {
        return time.plus(clockError);
    }

    void setClockWrong(Duration error) {
        clockError = error;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        read();
    }

    /** Bytes come in. */
    void read() {
        if (!paused) {
            lastRead = time;
        }
    }

    void later(Duration delay, Runnable happening) {
        agenda.add(new Event(time.plus(delay), events++, happening));
    }

    void feed(Input input) {
        double jitter = random.nextDouble();
        Transition transition = machine.next(state, input, clock(), jitter);
        Moment moment = new Moment(state, input, clock(), jitter, transition.state(), transition.effects());
        moments.add(moment);
        state = transition.state();
        model.follow(moment);
        ledger.book(moment);
        assertEquals(isOver(), ledger.isEmpty(), moment::toString);
        assertEquals(Ledger.timersOf(state), ledger.timers, moment::toString);
        transition.effects().forEach(this::carryOut);
        assertFalse(!isOver() && timers.isEmpty() && ledger.fetches.isEmpty(), () -> "stuck: " + moment);
    }

    private void step() {
        Event next = agenda.remove();
        time = next.at();
        next.happening().run();
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.StartTimer start) {
            start(start.timer(), start.delay());
        } else if (effect instanceof Effect.CancelTimer cancel) {
            agenda.remove(timers.remove(cancel.timer()));
        } else if (effect instanceof Effect.FetchToken fetch) {
            server.fetches(fetch.fetch());
            limit(fetch.fetch());
        } else if (effect instanceof Effect.Open open) {
            lastRead = time;
            server.opens(open.connection());
        } else if (effect instanceof Effect.SendAuth auth) {
            server.authenticates(auth.connection());
        } else if (effect instanceof Effect.SendPing) {
            server.pings();
        } else if (effect instanceof Effect.TellConnected) {
            server.isConnected(((Connected) state).connection());
        }
    }

    private void limit(long fetch) {
        call = new Event(time.plus(CALL_LIMIT), events++, () -> {
            if (ledger.fetches.contains(fetch)) {
                feed(new Input.TokenFailed(fetch, Failure.of("no answer in time")));
            }
        });
        agenda.add(call);
    }

    private void start(Timer timer, Duration delay) {
        Duration lateness = Duration.ofNanos(random.nextLong(MOST_LATENESS.toNanos()));
        Event event = new Event(time.plus(delay).plus(lateness), events++, () -> {
            timers.remove(timer);
            feed(new Input.TimerFired(timer, Duration.between(lastRead, time), paused));
        });
        timers.put(timer, event);
        agenda.add(event);
    }
}
