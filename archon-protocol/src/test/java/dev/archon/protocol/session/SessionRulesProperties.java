package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.JwtClaims;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.session.Cause.Kind;
import dev.archon.protocol.session.State.Authenticating;
import dev.archon.protocol.session.State.BackingOff;
import dev.archon.protocol.session.State.Closed;
import dev.archon.protocol.session.State.Connected;
import dev.archon.protocol.session.State.Ended;
import dev.archon.protocol.session.State.Idle;
import dev.archon.protocol.session.State.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/**
 * Each rule of the session, over random inputs under random policies. {@link SessionRulesTest} has an example of each, by
 * the same name.
 *
 * <p>There are 10,000 walks a rule, more than 200,000 in all; {@code -Darchon.session.tries=100000} makes so many of each.
 */
@Tag("slow")
@PropertyDefaults(tries = 10_000)
@AddLifecycleHook(SessionTries.class)
class SessionRulesProperties {

    private static final Duration EXPIRY_GRACE = Duration.ofSeconds(60);
    private static final Duration REFUSED_RETRY_AT_MOST = Duration.ofMinutes(2);

    @Property
    void thereIsOneConnectionAtMost(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        for (Moment moment : walk.moments()) {
            // Booking a second one, or a word on one that there is not, fails.
            ledger.book(moment);
            Set<Long> held = new HashSet<>(ledger.opening);
            held.addAll(ledger.open);
            long used = Moment.openOf(moment.after());
            assertEquals(used < 0 ? Set.of() : Set.of(used), held, moment::toString);
        }
    }

    @Property
    void thereIsOneTokenCallAtMost(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        for (Moment moment : walk.moments()) {
            ledger.book(moment);
            long underWay = Moment.fetchOf(moment.after());
            assertEquals(underWay < 0 ? Set.of() : Set.of(underWay), ledger.fetches, moment::toString);
        }
    }

    @Property
    void everyTimerThatIsStartedFiresOrIsCancelled(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        for (Moment moment : walk.moments()) {
            ledger.book(moment);
            assertEquals(Ledger.timersOf(moment.after()), ledger.timers, moment::toString);
        }
    }

    @Property
    void aTokenIsFetchedAfreshForEveryAttempt(@ForAll("walks") Walk walk) {
        Set<Long> fetches = new HashSet<>();
        for (Moment moment : walk.moments()) {
            moment.effect(Effect.Open.class).ifPresent(open -> {
                Input.TokenFetched fetched = assertInstanceOf(Input.TokenFetched.class, moment.input());
                assertEquals(fetched.credentials(), open.credentials());
                assertTrue(fetches.remove(fetched.fetch()), moment::toString);
                assertFalse(moment.has(Effect.SendAuth.class), moment::toString);
            });
            moment.effect(Effect.SendAuth.class).ifPresent(auth -> {
                if (moment.before() instanceof Opening opening) {
                    assertEquals(new Effect.SendAuth(opening.connection(), opening.token()), auth);
                } else {
                    Input.TokenFetched fetched = assertInstanceOf(Input.TokenFetched.class, moment.input());
                    assertEquals(fetched.credentials().token(), auth.token());
                    assertTrue(fetches.remove(fetched.fetch()), moment::toString);
                }
            });
            moment.effect(Effect.FetchToken.class).ifPresent(fetch -> fetches.add(fetch.fetch()));
            if (moment.after() instanceof Opening opening && !moment.before().equals(opening)) {
                assertEquals(
                        moment.effect(Effect.Open.class)
                                .orElseThrow()
                                .credentials()
                                .token(),
                        opening.token());
            }
        }
    }

    @Property
    void aRefusedTokenIsNotSentAgain(@ForAll("walks") Walk walk) {
        RefusedTokens refused = new RefusedTokens();
        for (Moment moment : walk.moments()) {
            refused.hears(moment);
            moment.effect(Effect.SendAuth.class).ifPresent(auth -> refused.checks(auth.token()));
            moment.effect(Effect.Open.class)
                    .ifPresent(open -> refused.checks(open.credentials().token()));
            assertEquals(refused.remembered(), moment.after().history().refused(), moment::toString);
        }
    }

    @Property
    void aRefusedTokenIsAFailedAttemptAndBacksOff(@ForAll("walks") Walk walk) {
        for (Moment moment : walk.moments()) {
            boolean authenticated = moment.before() instanceof Authenticating || moment.before() instanceof Connected;
            if (authenticated && moment.isFrame(Input.AuthIncorrect.class)) {
                assertFailed(Kind.AUTH_REFUSED, moment);
                assertTrue(moment.has(Effect.CloseConnection.class), moment::toString);
            }
            if (moment.before() instanceof BackingOff && moment.has(Effect.FetchToken.class)) {
                assertTrue(moment.fires(Timer.BACKOFF) || moment.input() instanceof Input.Reconnect, moment::toString);
            }
        }
    }

    @Property
    void failuresAreForgottenOnlyAfterAStableConnection(@ForAll("walks") Walk walk) {
        for (Moment moment : walk.moments()) {
            int before = moment.before().history().failures();
            int after = moment.after().history().failures();
            if (moment.has(Effect.TellRetrying.class)) {
                assertEquals(before + 1, after, moment::toString);
            } else if (moment.fires(Timer.STABLE)
                    || moment.isNewBeginning()
                    || (moment.after() instanceof Ended && !(moment.before() instanceof Ended))) {
                assertEquals(0, after, moment::toString);
                assertEquals(Duration.ZERO, moment.after().history().previousDelay());
            } else {
                assertEquals(before, after, moment::toString);
            }
            assertEquals(
                    moment.has(Effect.TellConnected.class)
                            ? Optional.of(walk.policy().session().stableAfter())
                            : Optional.empty(),
                    moment.started(Timer.STABLE));
        }
    }

    @Property
    void attemptsAreNotMoreThanThePolicyAllows(@ForAll("walks") Walk walk) {
        OptionalInt most = walk.policy().session().backoff().maxAttempts();
        int attempts = 0;
        for (Moment moment : walk.moments()) {
            if (moment.fires(Timer.STABLE) || moment.isNewBeginning()) {
                attempts = 0;
            }
            Optional<Effect.TellRetrying> retrying = moment.effect(Effect.TellRetrying.class);
            if (retrying.isPresent()) {
                attempts++;
                assertEquals(attempts, retrying.get().attempt(), moment::toString);
                assertTrue(most.isEmpty() || attempts <= most.getAsInt(), moment::toString);
            }
            Optional<Effect.TellEnded> ended = moment.effect(Effect.TellEnded.class);
            if (ended.isPresent() && ended.get().exhausted()) {
                assertEquals(OptionalInt.of(attempts), most, moment::toString);
            }
            if (moment.has(Effect.TellConnected.class)) {
                assertEquals(
                        attempts,
                        moment.effect(Effect.TellConnected.class).orElseThrow().attempt());
            }
        }
    }

    @Property
    void delaysAreThoseOfThePolicy(@ForAll("walks") Walk walk) {
        var backoff = walk.policy().session().backoff();
        Duration interval = walk.policy().session().refreshInterval();
        Duration asked = walk.policy().maxRetryAfter();
        // The spread on top of a Retry-After is at most a fifth of it, or the base of the policy, which is at most its
        // cap.
        Duration most = max(backoff.cap(), asked.plus(max(asked.dividedBy(5), backoff.cap())));
        for (Moment moment : walk.moments()) {
            Optional<Duration> wait = moment.started(Timer.BACKOFF);
            assertEquals(moment.effect(Effect.TellRetrying.class).map(Effect.TellRetrying::delay), wait);
            if (wait.isPresent()) {
                Duration previous = moment.before().history().previousDelay();
                int attempt = moment.before().history().failures() + 1;
                Duration own = backoff.delay(attempt, previous, moment.random()).orElseThrow();
                assertTrue(wait.get().compareTo(own) >= 0 && wait.get().compareTo(most) <= 0, moment::toString);
                if (retryAfter(moment).isEmpty()) {
                    assertEquals(own, wait.get(), moment::toString);
                }
                Instant until = ((BackingOff) moment.after()).until();
                assertTrue(until.equals(Instant.MAX)
                        || Duration.between(moment.now(), until).equals(wait.get()));
                assertEquals(wait.get(), moment.after().history().previousDelay());
            }
            if (moment.has(Effect.TellRefreshFailed.class)
                    && moment.started(Timer.REFRESH).isPresent()) {
                Duration retry = moment.started(Timer.REFRESH).orElseThrow();
                assertTrue(
                        retry.compareTo(interval) >= 0
                                && retry.compareTo(max(max(interval, REFUSED_RETRY_AT_MOST), most)) <= 0,
                        moment::toString);
            }
        }
    }

    @Property
    void aRetryAfterIsHonoured(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        Optional<Timer> keptBy = Optional.empty();
        for (Moment moment : walk.moments()) {
            ledger.book(moment);
            if (keptBy.isPresent() && !ledger.timers.contains(keptBy.get())) {
                boolean over = moment.fires(keptBy.get())
                        || moment.isWish()
                        || (keptBy.get() == Timer.REFRESH
                                && Moment.openOf(moment.after()) != Moment.openOf(moment.before()));
                assertTrue(over, moment::toString);
                keptBy = Optional.empty();
            }
            if (keptBy.isPresent()) {
                assertFalse(moment.has(Effect.FetchToken.class), moment::toString);
                assertFalse(moment.cancels(keptBy.get()), moment::toString);
            }
            Optional<Duration> asked = retryAfter(moment);
            if (asked.isPresent() && !(moment.after() instanceof Ended)) {
                Timer timer = moment.after() instanceof Connected ? Timer.REFRESH : Timer.BACKOFF;
                Duration least = min(asked.get(), walk.policy().maxRetryAfter());
                assertTrue(moment.started(timer).orElseThrow().compareTo(least) >= 0, moment::toString);
                keptBy = Optional.of(timer);
            }
        }
    }

    @Property
    void aTokenIsRenewedWhenTheServerAsks(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        for (Moment moment : walk.moments()) {
            ledger.book(moment);
            if (!(moment.before() instanceof Connected before)) {
                continue;
            }
            if (moment.isFrame(Input.AuthExpiring.class)) {
                Connected after = assertInstanceOf(Connected.class, moment.after());
                assertEquals(before.connection(), after.connection());
                assertTrue(
                        after.refresh().fetch().isPresent() || ledger.timers.contains(Timer.REFRESH), moment::toString);
                Duration interval = walk.policy().session().refreshInterval();
                moment.started(Timer.REFRESH)
                        .ifPresent(wait -> assertTrue(wait.compareTo(interval) <= 0, moment::toString));
            } else if (moment.fires(Timer.REFRESH)) {
                assertTrue(moment.has(Effect.FetchToken.class), moment::toString);
            } else if (moment.isAnswer(Input.TokenFetched.class)) {
                Jwt token = ((Input.TokenFetched) moment.input()).credentials().token();
                boolean refused = before.history().refused().contains(token);
                assertEquals(
                        refused ? Optional.empty() : Optional.of(new Effect.SendAuth(before.connection(), token)),
                        moment.effect(Effect.SendAuth.class));
                assertEquals(refused, moment.has(Effect.TellRefreshFailed.class));
            } else if (moment.isFrame(Input.AuthOk.class)) {
                assertEquals(!before.refresh().unanswered().isEmpty(), moment.has(Effect.TellRefreshed.class));
            }
        }
    }

    @Property
    void aTokenIsRenewedBeforeItExpires(@ForAll("walks") Walk walk) {
        SessionPolicy policy = walk.policy().session();
        for (Moment moment : walk.moments()) {
            boolean first = moment.has(Effect.TellConnected.class);
            boolean renewsAtOnce = moment.before() instanceof Authenticating before && before.expiring();
            if (renewsAtOnce) {
                continue;
            }
            if (!first && !(moment.before() instanceof Connected && moment.has(Effect.SendAuth.class))) {
                continue;
            }
            Duration left = JwtClaims.expiry(((Connected) moment.after()).token())
                    .map(expiry -> Duration.between(moment.now(), expiry))
                    .orElse(Duration.ZERO);
            Optional<Duration> started = moment.started(Timer.REFRESH);
            assertEquals(left.compareTo(Duration.ZERO) > 0, started.isPresent(), moment::toString);
            if (started.isPresent()) {
                Duration wait = started.get();
                Duration lead = min(policy.refreshLead(), left.dividedBy(5));
                Duration least = min(left.minus(lead), Duration.ofDays(365));
                assertTrue(wait.compareTo(least) >= 0, moment::toString);
                assertTrue(wait.compareTo(first ? least : max(least, policy.refreshInterval())) <= 0, moment::toString);
            }
        }
    }

    @Property
    void renewalsKeepTheirInterval(@ForAll("walks") Walk walk) {
        Duration interval = walk.policy().session().refreshInterval();
        for (Moment moment : walk.moments()) {
            if (!(moment.before() instanceof Connected before)
                    || before.refresh().startedAt().isEmpty()) {
                continue;
            }
            // By the clock as it is now: if it was set back, nothing has passed.
            Duration since = max(Duration.between(before.refresh().startedAt().get(), moment.now()), Duration.ZERO);
            boolean onTimer = moment.fires(Timer.REFRESH);
            if (moment.has(Effect.FetchToken.class) && !onTimer && !moment.isWish()) {
                assertTrue(since.compareTo(interval) >= 0, moment::toString);
            }
            moment.started(Timer.REFRESH)
                    .ifPresent(wait -> assertTrue(wait.compareTo(interval.minus(since)) >= 0, moment::toString));
        }
    }

    @Property
    void theHistoryIsOverOnceWhenTheConsoleIsQuietOrAtTheLimit(@ForAll("walks") Walk walk) {
        SessionPolicy policy = walk.policy().session();
        boolean runs = false;
        Duration waited = Duration.ZERO;
        for (Moment moment : walk.moments()) {
            Optional<Duration> wait = moment.started(Timer.HISTORY);
            Optional<Effect.TellHistoryOver> over = moment.effect(Effect.TellHistoryOver.class);
            if (moment.has(Effect.TellConnected.class)) {
                assertFalse(runs, moment::toString);
                runs = true;
                waited = wait.orElseThrow();
            } else if (runs && moment.fires(Timer.HISTORY)) {
                Input.TimerFired fired = (Input.TimerFired) moment.input();
                boolean quiet = !fired.readPaused() && fired.sinceRead().compareTo(policy.historyQuiet()) >= 0;
                boolean late = waited.equals(policy.historyLimit());
                assertEquals(quiet || late ? Optional.of(new Effect.TellHistoryOver(quiet)) : Optional.empty(), over);
                assertEquals(over.isEmpty(), wait.isPresent(), moment::toString);
                runs = over.isEmpty();
                waited = waited.plus(wait.orElse(Duration.ZERO));
            } else {
                assertTrue(over.isEmpty() && wait.isEmpty(), moment::toString);
            }
            assertTrue(waited.compareTo(policy.historyLimit()) <= 0, moment::toString);
            runs &= moment.after() instanceof Connected;
        }
    }

    @Property
    void aSilentConnectionIsPingedAndThenDropped(@ForAll("walks") Walk walk) {
        SessionPolicy policy = walk.policy().session();
        Optional<State.Ping> ping = Optional.empty();
        for (Moment moment : walk.moments()) {
            boolean due = moment.before() instanceof Connected && moment.fires(Timer.KEEP_ALIVE);
            assertFalse(!due && moment.has(Effect.SendPing.class), moment::toString);
            Optional<Kind> failure = moment.failure().map(Cause::kind);
            assertFalse(!due && failure.equals(Optional.of(Kind.KEEP_ALIVE_TIMED_OUT)), moment::toString);
            if (!(moment.after() instanceof Connected) && !due) {
                ping = Optional.empty();
            } else if (due) {
                Input.TimerFired fired = (Input.TimerFired) moment.input();
                Duration silent = fired.sinceRead();
                if (fired.readPaused()) {
                    assertPinged(moment, policy.keepAliveIdle());
                    ping = Optional.empty();
                } else if (ping.isPresent()
                        && silent.minus(policy.pongTimeout())
                                        .compareTo(ping.get().silent())
                                >= 0
                        && Duration.between(ping.get().at(), moment.now()).compareTo(silent) <= 0) {
                    assertFailed(Kind.KEEP_ALIVE_TIMED_OUT, moment);
                    assertTrue(moment.has(Effect.DropConnection.class), moment::toString);
                    ping = Optional.empty();
                } else if (silent.compareTo(policy.keepAliveIdle()) >= 0) {
                    assertPinged(moment, policy.pongTimeout());
                    ping = Optional.of(new State.Ping(moment.now(), silent));
                } else {
                    assertFalse(moment.has(Effect.SendPing.class), moment::toString);
                    assertRuns(moment, policy.keepAliveIdle().minus(silent));
                    ping = Optional.empty();
                }
            }
        }
    }

    @Property
    void anAuthenticationThatIsNotAnsweredInTimeFailsTheAttempt(@ForAll("walks") Walk walk) {
        for (Moment moment : walk.moments()) {
            boolean begins = moment.after() instanceof Authenticating && !(moment.before() instanceof Authenticating);
            assertEquals(
                    begins || moment.has(Effect.SendAuth.class)
                            ? Optional.of(walk.policy().session().authTimeout())
                            : Optional.empty(),
                    moment.started(Timer.AUTH_TIMEOUT));
            if (!(moment.before() instanceof Authenticating)) {
                continue;
            }
            if (moment.fires(Timer.AUTH_TIMEOUT)) {
                assertFailed(Kind.AUTH_TIMED_OUT, moment);
                assertTrue(moment.has(Effect.CloseConnection.class), moment::toString);
            } else if (!(moment.after() instanceof Authenticating)) {
                boolean answered = moment.isFrame(Input.AuthOk.class)
                        || moment.isFrame(Input.AuthIncorrect.class)
                        || moment.isFrame(Input.AuthNotSent.class)
                        || moment.isFrame(Input.ConnectionClosed.class);
                assertTrue(answered || moment.isWish(), moment::toString);
                assertTrue(moment.cancels(Timer.AUTH_TIMEOUT), moment::toString);
            }
        }
    }

    @Property
    void aRefusedTokenCallEndsItAtOnce(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        for (Moment moment : walk.moments()) {
            ledger.book(moment);
            if (moment.before() instanceof State.FetchingToken && isRefusedCall(moment)) {
                assertTokenRefused(moment);
                assertTrue(ledger.isEmpty(), moment::toString);
            } else if (moment.failure().map(Cause::kind).equals(Optional.of(Kind.TOKEN_REFUSED))) {
                assertTrue(isRefusedCall(moment), moment::toString);
            }
        }
    }

    @Property
    void aConnectionThatWorksOutlivesARefusedTokenCallUntilItsTokenHasRunOut(@ForAll("walks") Walk walk) {
        Optional<Instant> goodUntil = Optional.empty();
        for (Moment moment : walk.moments()) {
            if (moment.has(Effect.TellConnected.class)) {
                goodUntil = JwtClaims.expiry(((Authenticating) moment.before()).token())
                        .filter(moment.now()::isBefore);
            } else if (moment.has(Effect.TellRefreshed.class)) {
                goodUntil = ((Connected) moment.after()).refresh().goodUntil();
            }
            if (!(moment.before() instanceof Connected) || !isRefusedCall(moment)) {
                continue;
            }
            boolean over = goodUntil
                    .map(until -> Duration.between(until, moment.now()).compareTo(EXPIRY_GRACE) >= 0)
                    .orElse(false);
            Statistics.label("the token has run out").collect(over);
            if (over) {
                assertTokenRefused(moment);
                assertTrue(moment.has(Effect.CloseConnection.class), moment::toString);
            } else {
                assertInstanceOf(Connected.class, moment.after());
                assertEquals(
                        Kind.TOKEN_REFUSED,
                        moment.effect(Effect.TellRefreshFailed.class)
                                .orElseThrow()
                                .cause()
                                .kind());
                assertTrue(moment.started(Timer.REFRESH).isPresent(), moment::toString);
            }
        }
    }

    @Property
    void everyTokenThatIsSentIsAnsweredInTimeOrTriedAgain(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        boolean awaited = false;
        for (Moment moment : walk.moments()) {
            ledger.book(moment);
            if (!(moment.before() instanceof Connected before) || !(moment.after() instanceof Connected after)) {
                awaited = false;
                continue;
            }
            boolean unsent = moment.isFrame(Input.AuthNotSent.class)
                    && before.refresh().unanswered().contains(((Input.AuthNotSent) moment.input()).token());
            if (moment.has(Effect.SendAuth.class)) {
                awaited = true;
            } else if (moment.fires(Timer.AUTH_TIMEOUT) || unsent) {
                Kind kind = unsent ? Kind.AUTH_NOT_SENT : Kind.AUTH_TIMED_OUT;
                assertEquals(
                        Optional.of(kind),
                        moment.effect(Effect.TellRefreshFailed.class)
                                .map(failed -> failed.cause().kind()));
                // Another token is fetched already, or will be after a wait.
                assertTrue(after.refresh().isUnderWay(), moment::toString);
                awaited = after.refresh().isAwaiting();
            } else if (moment.isFrame(Input.AuthOk.class)) {
                awaited = awaited && after.refresh().isAwaiting();
            }
            assertEquals(awaited, ledger.timers.contains(Timer.AUTH_TIMEOUT), moment::toString);
        }
    }

    @Property
    void aServerThatAsksBeforeItAcceptsIsNotForgotten(@ForAll("walks") Walk walk) {
        boolean asked = false;
        for (Moment moment : walk.moments()) {
            if (moment.before() instanceof Authenticating && moment.isFrame(Input.AuthExpiring.class)) {
                asked = true;
                assertInstanceOf(Authenticating.class, moment.after());
            } else if (moment.has(Effect.TellConnected.class)) {
                assertEquals(asked, moment.has(Effect.FetchToken.class), moment::toString);
            }
            asked = asked && moment.after() instanceof Authenticating;
        }
    }

    @Property
    void theUsersNewWishForgetsRefusedTokens(@ForAll("walks") Walk walk) {
        for (Moment moment : walk.moments()) {
            List<Jwt> before = moment.before().history().refused();
            List<Jwt> after = moment.after().history().refused();
            if (moment.isNewBeginning()) {
                assertEquals(List.of(), after);
            } else if (!moment.isFrame(Input.AuthIncorrect.class)) {
                assertEquals(before, after);
            }
        }
    }

    @Property
    void anEndSaysWhetherItWasExpected(@ForAll("walks") Walk walk) {
        for (Moment moment : walk.moments()) {
            if (moment.has(Effect.TellEnded.class)) {
                boolean noReconnect = moment.input() instanceof Input.ConnectionClosed closed
                        && closed.code().isPresent()
                        && !walk.policy().session().reconnectsOn(closed.code().getAsInt());
                assertEquals(
                        moment.input() instanceof Input.Disconnect || noReconnect,
                        assertInstanceOf(Ended.class, moment.after()).expected(),
                        moment::toString);
            }
        }
    }

    @Property
    void whatCannotBeCarriedOutEndsTheSession(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        for (Moment moment : walk.moments()) {
            ledger.book(moment);
            boolean rests = moment.before() instanceof Idle
                    || moment.before() instanceof Ended
                    || moment.before() instanceof Closed;
            if (moment.input() instanceof Input.Broken && !rests) {
                Cause cause = Cause.of(Kind.BROKEN, "rejected");
                assertEquals(Optional.of(new Effect.TellEnded(cause, false)), moment.effect(Effect.TellEnded.class));
                assertEquals(cause, ((Ended) moment.after()).cause());
                assertTrue(ledger.isEmpty(), moment::toString);
            }
        }
    }

    @Property
    void whichClosuresReconnectIsAPolicy(@ForAll("walks") Walk walk) {
        for (Moment moment : walk.moments()) {
            if (moment.isFrame(Input.ConnectionClosed.class)) {
                OptionalInt code = ((Input.ConnectionClosed) moment.input()).code();
                Cause cause = new Cause(code.isPresent() ? Kind.CLOSED : Kind.LOST, code, "reason");
                if (code.isEmpty() || walk.policy().session().reconnectsOn(code.getAsInt())) {
                    assertFailed(cause.kind(), moment);
                    assertEquals(Optional.of(cause), moment.failure());
                } else {
                    assertEquals(
                            Optional.of(new Effect.TellEnded(cause, false)), moment.effect(Effect.TellEnded.class));
                    assertInstanceOf(Ended.class, moment.after());
                }
            }
        }
    }

    @Property
    void closedIsFinal(@ForAll("walks") Walk walk) {
        for (Moment moment : walk.moments()) {
            if (moment.before() instanceof Closed) {
                assertEquals(moment.before(), moment.after());
                assertEquals(List.of(), moment.effects());
            } else if (moment.input() instanceof Input.Close) {
                assertInstanceOf(Closed.class, moment.after());
                assertTrue(moment.effects().stream().allMatch(SessionRulesProperties::releases), moment::toString);
            }
        }
    }

    @Property
    void whatComesLateChangesNothing(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        int late = 0;
        for (Moment moment : walk.moments()) {
            if (ledger.isLate(moment.input())) {
                late++;
                assertEquals(moment.before(), moment.after());
                assertEquals(List.of(), moment.effects());
            }
            ledger.book(moment);
        }
        Statistics.label("late inputs").collect(late > 0);
    }

    @Property
    void somethingIsAlwaysPendingUntilItEnds(@ForAll("walks") Walk walk) {
        Ledger ledger = new Ledger();
        for (Moment moment : walk.moments()) {
            ledger.book(moment);
            State state = moment.after();
            if (state instanceof Idle || state instanceof Ended || state instanceof Closed) {
                assertTrue(ledger.isEmpty(), moment::toString);
            } else {
                Set<Timer> limits = EnumSet.of(Timer.OPEN_TIMEOUT, Timer.AUTH_TIMEOUT, Timer.BACKOFF, Timer.KEEP_ALIVE);
                limits.retainAll(ledger.timers);
                assertFalse(limits.isEmpty() && ledger.fetches.isEmpty(), moment::toString);
            }
            Statistics.label("state").collect(state.getClass().getSimpleName());
        }
    }

    @Property
    void noTokenIsShown(@ForAll("walks") Walk walk) {
        assertFalse(walk.toString().contains(RandomInputs.SECRET));
        for (Moment moment : walk.moments()) {
            moment.failure().ifPresent(cause -> assertFalse(cause.describe().contains(RandomInputs.SECRET)));
        }
    }

    /** The attempt failed: there will be another, or there have been enough. */
    private static void assertFailed(Kind kind, Moment moment) {
        assertEquals(Optional.of(kind), moment.failure().map(Cause::kind), moment::toString);
        assertFalse(moment.has(Effect.FetchToken.class), moment::toString);
        assertFalse(moment.has(Effect.Open.class), moment::toString);
        if (moment.has(Effect.TellRetrying.class)) {
            assertEquals(
                    kind,
                    assertInstanceOf(BackingOff.class, moment.after()).cause().kind());
            assertTrue(moment.started(Timer.BACKOFF).isPresent(), moment::toString);
        } else {
            assertEquals(
                    kind, assertInstanceOf(Ended.class, moment.after()).cause().kind());
            assertTrue(moment.effect(Effect.TellEnded.class).orElseThrow().exhausted(), moment::toString);
        }
    }

    private static void assertTokenRefused(Moment moment) {
        Failure failure = ((Input.TokenFailed) moment.input()).failure();
        Cause cause = new Cause(Kind.TOKEN_REFUSED, failure.status(), failure.detail());
        assertEquals(Optional.of(new Effect.TellEnded(cause, false)), moment.effect(Effect.TellEnded.class));
        assertEquals(cause, assertInstanceOf(Ended.class, moment.after()).cause());
    }

    private static boolean isRefusedCall(Moment moment) {
        return moment.isAnswer(Input.TokenFailed.class) && isPermanent(((Input.TokenFailed) moment.input()).failure());
    }

    private static void assertPinged(Moment moment, Duration wait) {
        assertTrue(moment.has(Effect.SendPing.class), moment::toString);
        assertInstanceOf(Connected.class, moment.after());
        assertRuns(moment, wait);
    }

    private static void assertRuns(Moment moment, Duration wait) {
        assertEquals(Optional.of(max(wait, Duration.ofMillis(1))), moment.started(Timer.KEEP_ALIVE), moment::toString);
    }

    private static boolean releases(Effect effect) {
        return effect instanceof Effect.CancelFetch
                || effect instanceof Effect.CancelTimer
                || effect instanceof Effect.CloseConnection
                || effect instanceof Effect.DropConnection;
    }

    private static boolean isPermanent(Failure failure) {
        return failure.permanent()
                || Set.of(401, 403, 404).contains(failure.status().orElse(0));
    }

    /** What the server asked for in the answer that came in, if it came for something. */
    private static Optional<Duration> retryAfter(Moment moment) {
        if (moment.isAnswer(Input.TokenFailed.class)) {
            return ((Input.TokenFailed) moment.input()).failure().retryAfter();
        }
        return moment.before() instanceof Opening && moment.isFrame(Input.OpenFailed.class)
                ? ((Input.OpenFailed) moment.input()).failure().retryAfter()
                : Optional.empty();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    @Provide
    Arbitrary<Walk> walks() {
        return Walk.any();
    }
}
