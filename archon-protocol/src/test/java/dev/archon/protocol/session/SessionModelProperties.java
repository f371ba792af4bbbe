package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.backoff.Jitter;
import dev.archon.protocol.codec.JwtClaims;
import dev.archon.protocol.session.State.Connected;
import dev.archon.protocol.session.State.Ended;
import dev.archon.protocol.session.VirtualServer.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever the server does, the session is connected, backs off, or has ended with a reason; it is never stuck. A server
 * that is simulated in virtual time does whatever it likes, and each step is held against the {@link PlainModel}.
 */
@PropertyDefaults(tries = 5_000)
@AddLifecycleHook(SessionTries.class)
class SessionModelProperties {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    @Property
    void whateverTheServerDoesTheSessionIsWhereTheRulesSay(@ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        VirtualWorld world = new VirtualWorld(policy(random, random.nextInt(6)), random, Mood.CHAOTIC);
        world.feed(new Input.Connect());
        world.run(200);
        Statistics.label("state after 200 events")
                .collect(world.state.getClass().getSimpleName());
    }

    @Property
    void aServerThatFallsSilentIsGivenUpWithAReason(@ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int attempts = random.nextInt(6);
        VirtualWorld world = new VirtualWorld(policy(random, attempts), random, Mood.CHAOTIC);
        world.feed(new Input.Connect());
        world.run(random.nextInt(100));
        boolean wasOver = world.isOver();
        State before = world.state;

        world.turn(Mood.SILENT);
        world.runUntil(world.time.plus(longestEnding(world.policy, attempts)));

        if (wasOver) {
            assertEquals(before, world.state);
        } else {
            Ended ended = assertInstanceOf(Ended.class, world.state);
            Effect.TellEnded told = world.moments
                    .get(world.moments.size() - 1)
                    .effect(Effect.TellEnded.class)
                    .orElseThrow();
            assertEquals(new Effect.TellEnded(ended.cause(), true), told);
        }
        Statistics.label("when it fell silent").collect(before.getClass().getSimpleName());
    }

    @Property
    void aServerThatRecoversIsConnectedToAndStaysSo(@ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        VirtualWorld world = new VirtualWorld(policy(random, UNLIMITED), random, Mood.CHAOTIC);
        world.feed(new Input.Connect());
        world.run(random.nextInt(100));
        boolean wasOver = world.isOver();
        State before = world.state;

        world.turn(Mood.WELL);
        // Time to find out that the old connection is dead, to wait, and to be stable on a new one.
        world.runUntil(world.time.plus(longestEnding(world.policy, 1)).plus(Duration.ofMinutes(2)));

        if (wasOver) {
            assertEquals(before, world.state);
        } else {
            Connected connected = assertInstanceOf(Connected.class, world.state);
            assertTrue(connected.stable(), connected::toString);
            world.runUntil(world.time.plus(Duration.ofHours(2)));
            assertEquals(
                    connected.connection(),
                    assertInstanceOf(Connected.class, world.state).connection());
        }
        Statistics.label("when it recovered").collect(before.getClass().getSimpleName());
    }

    @Property(tries = 500)
    void aServerThatIsWellHasOneConnectionAndTokensInTime(@ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        VirtualWorld world = new VirtualWorld(policy(random, random.nextInt(6)), random, Mood.WELL);
        world.feed(new Input.Connect());
        Instant end = world.time.plus(Duration.ofDays(1));
        while (world.time.isBefore(end)) {
            world.runUntil(world.time.plusSeconds(60));
            Connected connected = assertInstanceOf(Connected.class, world.state);
            assertTrue(JwtClaims.expiry(connected.token()).orElseThrow().isAfter(world.time), connected::toString);
        }
        assertEquals(
                1,
                world.moments.stream()
                        .filter(moment -> moment.has(Effect.Open.class))
                        .count());
        long calls = world.moments.stream()
                .filter(moment -> moment.has(Effect.FetchToken.class))
                .count();
        // A fifth of a token's lifetime is kept at most, so there are 8 minutes from call to call.
        assertTrue(calls <= Duration.ofDays(1).toMinutes() / 8 + 1, () -> calls + " token calls");
    }

    /** How long it may take at most until all attempts have failed, whatever is under way. */
    private static Duration longestEnding(SessionPolicy policy, int attempts) {
        Duration wait = policy.backoff().cap().plus(Duration.ofMinutes(6)).plus(VirtualWorld.MOST_LATENESS);
        Duration attempt = VirtualWorld.CALL_LIMIT
                .plus(policy.openTimeout())
                .plus(policy.authTimeout())
                .plus(VirtualWorld.MOST_LATENESS.multipliedBy(3));
        Duration dying = policy.keepAliveIdle()
                .plus(policy.pongTimeout())
                .plus(VirtualWorld.MOST_LATENESS)
                .multipliedBy(2);
        return dying.plus(wait.plus(attempt).multipliedBy(attempts + 1L));
    }

    /** A policy whose times are of one order, so that nothing happens a million times until something else does. */
    private static SessionPolicy policy(SplittableRandom random, int attempts) {
        return SessionPolicy.builder()
                .backoff(BackoffPolicy.exponential()
                        .base(seconds(random, 5))
                        .cap(Duration.ofSeconds(5 + random.nextInt(60)))
                        .jitter(List.of(Jitter.values()).get(random.nextInt(Jitter.values().length)))
                        .maxAttempts(attempts)
                        .maxRetryAfter(Duration.ofMinutes(5))
                        .build())
                .openTimeout(seconds(random, 60))
                .authTimeout(seconds(random, 60))
                .stableAfter(seconds(random, 60))
                .keepAlive(seconds(random, 60), seconds(random, 60))
                .refreshLead(seconds(random, 100))
                .refreshInterval(seconds(random, 10))
                .build();
    }

    private static Duration seconds(SplittableRandom random, int most) {
        return Duration.ofSeconds(1 + random.nextInt(most));
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.randomValue(random -> random.nextLong());
    }
}
