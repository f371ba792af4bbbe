package dev.archon.protocol.session;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.backoff.Jitter;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/** Draws policies and inputs: mostly such as may well come next, often such as nobody would expect. */
final class RandomInputs {

    static final String SECRET = "secret-";

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration HUNDRED_DAYS = Duration.ofDays(100);

    private final SplittableRandom random;

    RandomInputs(SplittableRandom random) {
        this.random = random;
    }

    /** A policy, and what of it cannot be asked from it. */
    record Policy(SessionPolicy session, Duration maxRetryAfter, String closures) {

        @Override
        public String toString() {
            return session.backoff() + ", Retry-After up to " + maxRetryAfter + ", open " + session.openTimeout()
                    + ", auth " + session.authTimeout() + ", stable "
                    + session.stableAfter() + ", idle " + session.keepAliveIdle() + ", pong " + session.pongTimeout()
                    + ", quiet " + session.historyQuiet() + ", history " + session.historyLimit()
                    + ", lead " + session.refreshLead() + ", interval " + session.refreshInterval()
                    + ", reconnects on " + closures;
        }
    }

    static Policy policy(SplittableRandom random) {
        RandomInputs draw = new RandomInputs(random);
        Duration one = draw.duration(HUNDRED_DAYS);
        Duration other = draw.duration(HUNDRED_DAYS);
        Duration maxRetryAfter = draw.duration(HUNDRED_DAYS);
        BackoffPolicy.Builder backoff = BackoffPolicy.exponential()
                .base(one.compareTo(other) < 0 ? one : other)
                .cap(one.compareTo(other) < 0 ? other : one)
                .factor(draw.of(1.0, 1.5, 2.0, 100.0))
                .jitter(draw.of(Jitter.values()))
                .maxRetryAfter(maxRetryAfter);
        int attempts = draw.of(0, 1, 2, 3, 10, Integer.MAX_VALUE);
        String closures = draw.of("all but 1000", "all", "none", "even ones");
        SessionPolicy session = SessionPolicy.builder()
                .backoff(backoff.maxAttempts(attempts).build())
                .openTimeout(draw.duration(YEAR))
                .authTimeout(draw.duration(YEAR))
                .stableAfter(draw.duration(YEAR))
                .keepAlive(draw.duration(YEAR), draw.duration(YEAR))
                .history(draw.duration(YEAR), draw.duration(YEAR))
                .refreshLead(draw.duration(YEAR))
                .refreshInterval(draw.duration(YEAR))
                .reconnectOn(closures(closures))
                .build();
        return new Policy(session, maxRetryAfter, closures);
    }

    private static IntPredicate closures(String name) {
        return switch (name) {
            case "all" -> code -> true;
            case "none" -> code -> false;
            case "even ones" -> code -> code % 2 == 0;
            default -> code -> code != 1000;
        };
    }

    /** How the clock goes on: mostly a little, now and then far, sometimes back. */
    Instant later(Instant clock) {
        return switch (random.nextInt(20)) {
            case 0 -> clock.minusSeconds(random.nextLong(200_000));
            case 1, 2 -> clock.plusSeconds(random.nextLong(200_000));
            default -> clock.plusMillis(random.nextLong(20_000));
        };
    }

    /** The time that a step is told: that of the clock, or any there can be. */
    Instant now(Instant clock) {
        return random.nextInt(50) == 0 ? of(Instant.MIN, Instant.EPOCH, Instant.MAX) : clock;
    }

    double random() {
        return random.nextInt(4) == 0 ? of(0.0, 0.5, Math.nextDown(1.0)) : random.nextDouble();
    }

    Input next(State state, Instant now) {
        return random.nextInt(4) > 0 ? likely(state, now) : any(state, now);
    }

    private Input likely(State state, Instant now) {
        if (random.nextInt(25) == 0) {
            return wish();
        } else if (state instanceof State.FetchingToken fetching) {
            return answer(fetching.fetch(), now);
        } else if (state instanceof State.Opening opening) {
            return switch (random.nextInt(8)) {
                case 0 -> new Input.OpenFailed(opening.connection(), failure());
                case 1 -> closed(opening.connection());
                case 2 -> fired(Timer.OPEN_TIMEOUT);
                default -> new Input.Opened(opening.connection());
            };
        } else if (state instanceof State.Authenticating authenticating) {
            return switch (random.nextInt(10)) {
                case 0, 1 -> new Input.AuthIncorrect(authenticating.connection());
                case 4 -> new Input.AuthExpiring(authenticating.connection());
                case 5 -> new Input.AuthNotSent(authenticating.connection(), authenticating.token(), "full");
                case 2 -> closed(authenticating.connection());
                case 3 -> fired(Timer.AUTH_TIMEOUT);
                default -> new Input.AuthOk(authenticating.connection());
            };
        } else if (state instanceof State.Connected connected) {
            return whileConnected(connected, now);
        }
        return state instanceof State.BackingOff ? fired(Timer.BACKOFF) : new Input.Connect();
    }

    private Input whileConnected(State.Connected state, Instant now) {
        if (state.refresh().fetch().isPresent() && random.nextInt(3) == 0) {
            return answer(state.refresh().fetch().getAsLong(), now);
        }
        return switch (random.nextInt(22)) {
            case 19, 20, 21 -> fired(Timer.HISTORY);
            case 16, 17 -> fired(Timer.AUTH_TIMEOUT);
            case 18 -> new Input.AuthNotSent(state.connection(), sentOn(state), "full");
            case 0, 1, 2, 3 -> new Input.AuthExpiring(state.connection());
            case 4, 5 -> new Input.AuthOk(state.connection());
            case 6 -> new Input.AuthIncorrect(state.connection());
            case 7 -> closed(state.connection());
            case 8 -> fired(Timer.STABLE);
            case 9, 10, 11 -> fired(Timer.REFRESH);
            default -> fired(Timer.KEEP_ALIVE);
        };
    }

    private Jwt sentOn(State.Connected state) {
        List<Jwt> sent = state.refresh().unanswered();
        return sent.isEmpty() ? state.token() : sent.get(random.nextInt(sent.size()));
    }

    private Input answer(long fetch, Instant now) {
        return switch (random.nextInt(6)) {
            case 0 -> new Input.TokenFailed(fetch, failure());
            case 1 -> new Input.TokenFailed(fetch, Failure.of("no answer in time"));
            default -> new Input.TokenFetched(fetch, credentials(now));
        };
    }

    private Input any(State state, Instant now) {
        long last = state.history().lastId();
        long id = random.nextInt(10) == 0 ? random.nextLong() : Math.max(0, last - random.nextInt(-1, 4));
        return switch (random.nextInt(11)) {
            case 0 -> wish();
            case 10 ->
                random.nextInt(8) == 0
                        ? new Input.Broken("rejected")
                        : new Input.AuthNotSent(id, credentials(now).token(), "full");
            case 1 -> new Input.TokenFetched(id, credentials(now));
            case 2 -> new Input.TokenFailed(id, failure());
            case 3 -> new Input.Opened(id);
            case 4 -> new Input.OpenFailed(id, failure());
            case 5 -> closed(id);
            case 6 -> new Input.AuthOk(id);
            case 7 -> new Input.AuthExpiring(id);
            case 8 -> new Input.AuthIncorrect(id);
            default -> fired(of(Timer.values()));
        };
    }

    private Input wish() {
        return switch (random.nextInt(16)) {
            case 0 -> new Input.Close();
            case 1, 2, 3, 4 -> new Input.Disconnect();
            case 5, 6, 7, 8 -> new Input.Reconnect();
            default -> new Input.Connect();
        };
    }

    private Input closed(long connection) {
        OptionalInt code = random.nextInt(3) == 0
                ? OptionalInt.empty()
                : OptionalInt.of(of(1000, 1001, 1006, 1011, 4000, 4001, random.nextInt()));
        return new Input.ConnectionClosed(connection, code, "reason");
    }

    private Input fired(Timer timer) {
        return new Input.TimerFired(
                timer, random.nextInt(5) == 0 ? Duration.ZERO : duration(YEAR), random.nextInt(8) == 0);
    }

    private Failure failure() {
        Optional<Duration> retryAfter = random.nextInt(3) == 0
                ? Optional.of(
                        of(Duration.ZERO, Duration.ofSeconds(-5), Duration.ofSeconds(Long.MAX_VALUE), duration(YEAR)))
                : Optional.empty();
        return switch (random.nextInt(6)) {
            case 0 -> Failure.of("no answer");
            case 1 -> random.nextInt(4) == 0 ? Failure.permanent("never") : Failure.of("no answer");
            case 2 -> Failure.ofStatus(of(401, 403, 404), retryAfter, "refused");
            default -> Failure.ofStatus(of(400, 408, 429, 500, 503), retryAfter, "busy");
        };
    }

    private WebSocketCredentials credentials(Instant now) {
        String token = switch (random.nextInt(4)) {
            case 0 -> SECRET + random.nextInt(4);
            case 1 -> SECRET + random.nextInt(40);
            case 2 -> SECRET + random.nextLong();
            default -> SECRET + "." + Session.jwt(expiry(now)).substring("e30.".length());
        };
        return Session.credentials(token);
    }

    private Instant expiry(Instant now) {
        return switch (random.nextInt(6)) {
            case 0 -> of(Instant.MIN, Instant.EPOCH, Instant.MAX);
            case 1 -> clamped(now.getEpochSecond() - random.nextLong(100_000));
            case 2 -> clamped(now.getEpochSecond() + random.nextLong(100_000_000_000L));
            default -> clamped(now.getEpochSecond() + random.nextLong(7_200));
        };
    }

    private static Instant clamped(long second) {
        return Instant.ofEpochSecond(
                Math.min(Instant.MAX.getEpochSecond(), Math.max(Instant.MIN.getEpochSecond(), second)));
    }

    /** More than zero, at most a limit; usual ones, extreme ones, any. */
    private Duration duration(Duration most) {
        return switch (random.nextInt(8)) {
            case 0 -> of(Duration.ofNanos(1), Duration.ofMillis(1), Duration.ofHours(1), most);
            case 1 -> Duration.ofNanos(1 + random.nextLong(most.toNanos()));
            case 2, 3 -> Duration.ofMillis(1 + random.nextLong(2_000));
            default -> Duration.ofMillis(1 + random.nextLong(100_000));
        };
    }

    @SafeVarargs
    private <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }
}
