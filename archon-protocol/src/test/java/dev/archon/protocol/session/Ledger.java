package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What a session has asked for and not got yet, kept by its inputs and effects alone. */
final class Ledger {

    final Set<Timer> timers = EnumSet.noneOf(Timer.class);
    final Set<Long> fetches = new HashSet<>();
    final Set<Long> opening = new HashSet<>();
    final Set<Long> open = new HashSet<>();

    /** Books a step, and checks that nothing is asked for twice or let go of twice. */
    void book(Moment moment) {
        happens(moment.input());
        for (Effect effect : moment.effects()) {
            does(effect);
        }
    }

    /** Whether an input is about something that there is no more, or never was. */
    boolean isLate(Input input) {
        if (input instanceof Input.TimerFired fired) {
            return !timers.contains(fired.timer());
        } else if (input instanceof Input.TokenFetched fetched) {
            return !fetches.contains(fetched.fetch());
        } else if (input instanceof Input.TokenFailed failed) {
            return !fetches.contains(failed.fetch());
        } else if (input instanceof Input.Opened opened) {
            return !opening.contains(opened.connection());
        } else if (input instanceof Input.OpenFailed failed) {
            return !opening.contains(failed.connection());
        } else if (input instanceof Input.ConnectionClosed closed) {
            return !opening.contains(closed.connection()) && !open.contains(closed.connection());
        } else if (input instanceof Input.AuthOk ok) {
            return !open.contains(ok.connection());
        } else if (input instanceof Input.AuthExpiring expiring) {
            return !open.contains(expiring.connection());
        }
        if (input instanceof Input.AuthNotSent unsent) {
            return !open.contains(unsent.connection());
        }
        return input instanceof Input.AuthIncorrect incorrect && !open.contains(incorrect.connection());
    }

    boolean isEmpty() {
        return timers.isEmpty() && fetches.isEmpty() && opening.isEmpty() && open.isEmpty();
    }

    /** The timers that a state's Javadoc says run in it. */
    static Set<Timer> timersOf(State state) {
        if (state instanceof State.Opening) {
            return EnumSet.of(Timer.OPEN_TIMEOUT);
        } else if (state instanceof State.Authenticating) {
            return EnumSet.of(Timer.AUTH_TIMEOUT);
        } else if (state instanceof State.BackingOff) {
            return EnumSet.of(Timer.BACKOFF);
        } else if (state instanceof State.Connected connected) {
            Set<Timer> timers = EnumSet.of(Timer.KEEP_ALIVE);
            if (!connected.stable()) {
                timers.add(Timer.STABLE);
            }
            if (connected.replay().isPresent()) {
                timers.add(Timer.HISTORY);
            }
            if (connected.refresh().isScheduled()) {
                timers.add(Timer.REFRESH);
            }
            if (connected.refresh().isAwaiting()) {
                timers.add(Timer.AUTH_TIMEOUT);
            }
            return timers;
        }
        return EnumSet.noneOf(Timer.class);
    }

    private void happens(Input input) {
        if (input instanceof Input.TimerFired fired) {
            timers.remove(fired.timer());
        } else if (input instanceof Input.TokenFetched fetched) {
            fetches.remove(fetched.fetch());
        } else if (input instanceof Input.TokenFailed failed) {
            fetches.remove(failed.fetch());
        } else if (input instanceof Input.OpenFailed failed) {
            opening.remove(failed.connection());
        } else if (input instanceof Input.ConnectionClosed closed) {
            opening.remove(closed.connection());
            open.remove(closed.connection());
        } else if (input instanceof Input.Opened opened && opening.remove(opened.connection())) {
            open.add(opened.connection());
        }
    }

    private void does(Effect effect) {
        if (effect instanceof Effect.StartTimer start) {
            assertTrue(timers.add(start.timer()), () -> "runs already: " + effect);
            assertTrue(!start.delay().isNegative(), effect::toString);
        } else if (effect instanceof Effect.CancelTimer cancel) {
            assertTrue(timers.remove(cancel.timer()), () -> "does not run: " + effect);
        } else if (effect instanceof Effect.FetchToken fetch) {
            fetches.add(fetch.fetch());
            assertTrue(fetches.size() == 1, () -> "a second token call: " + effect);
        } else if (effect instanceof Effect.CancelFetch cancel) {
            assertTrue(fetches.remove(cancel.fetch()), () -> "not under way: " + effect);
        } else if (effect instanceof Effect.Open opens) {
            assertTrue(opening.isEmpty() && open.isEmpty(), () -> "a second connection: " + effect);
            opening.add(opens.connection());
        } else if (effect instanceof Effect.CloseConnection close) {
            assertTrue(open.remove(close.connection()), () -> "not open: " + effect);
        } else if (effect instanceof Effect.DropConnection drop) {
            assertTrue(opening.remove(drop.connection()) || open.remove(drop.connection()), () -> "gone: " + effect);
        } else if (effect instanceof Effect.SendAuth auth) {
            assertTrue(open.contains(auth.connection()), () -> "not open: " + effect);
        } else if (effect instanceof Effect.SendPing ping) {
            assertTrue(open.contains(ping.connection()), () -> "not open: " + effect);
        }
    }
}
