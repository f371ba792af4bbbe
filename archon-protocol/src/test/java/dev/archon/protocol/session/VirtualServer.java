package dev.archon.protocol.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** The other side of a session, with the network and the user's hand thrown in. */
final class VirtualServer {

    /** How it answers. */
    enum Mood {
        /** Rightly and soon. It never says that a token expires. */
        WELL,

        /** Not at all. */
        SILENT,

        /** In any way: late, twice, wrongly, never; it storms, closes, breaks off, and the clock and the user are no better. */
        CHAOTIC
    }

    /** How long a token is good for that a server gives which is well. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final VirtualWorld world;
    private final SplittableRandom random;
    private Mood mood;
    private int tokens;

    VirtualServer(VirtualWorld world, SplittableRandom random, Mood mood) {
        this.world = world;
        this.random = random;
        this.mood = mood;
        if (mood == Mood.CHAOTIC) {
            disturb();
        }
    }

    void turn(Mood other) {
        mood = other;
    }

    void fetches(long fetch) {
        if (mood == Mood.WELL) {
            says(new Input.TokenFetched(fetch, Session.credentials(token(LIFETIME))));
        } else if (mood == Mood.CHAOTIC) {
            for (int answers = answers(); answers > 0; answers--) {
                says(
                        random.nextInt(4) == 0
                                ? new Input.TokenFailed(fetch, failure())
                                : new Input.TokenFetched(fetch, Session.credentials(anyToken())));
            }
        }
    }

    void opens(long connection) {
        if (mood == Mood.WELL) {
            says(new Input.Opened(connection));
        } else if (mood == Mood.CHAOTIC) {
            for (int answers = answers(); answers > 0; answers--) {
                says(
                        switch (random.nextInt(8)) {
                            case 0 -> new Input.OpenFailed(connection, failure());
                            case 1 -> closed(connection);
                            default -> new Input.Opened(connection);
                        });
            }
        }
    }

    void authenticates(long connection) {
        if (mood == Mood.WELL) {
            says(new Input.AuthOk(connection));
        } else if (mood == Mood.CHAOTIC) {
            for (int answers = answers(); answers > 0; answers--) {
                says(
                        switch (random.nextInt(8)) {
                            case 0 -> new Input.AuthIncorrect(connection);
                            case 1 -> closed(connection);
                            case 2 -> new Input.AuthExpiring(connection);
                            default -> new Input.AuthOk(connection);
                        });
            }
        }
    }

    void pings() {
        if (mood == Mood.WELL || (mood == Mood.CHAOTIC && random.nextInt(4) > 0)) {
            world.later(soon(), world::read);
        }
    }

    void isConnected(long connection) {
        if (mood != Mood.CHAOTIC) {
            return;
        }
        int storm = random.nextInt(3) == 0 ? random.nextInt(30) : random.nextInt(3);
        for (int i = 0; i < storm; i++) {
            says(new Input.AuthExpiring(connection));
        }
        if (random.nextBoolean()) {
            says(random.nextBoolean() ? closed(connection) : new Input.AuthIncorrect(connection));
        }
    }

    /** Something of its own comes over the network, the clock, the reader or the user, and will again. */
    private void disturb() {
        world.later(anyTime(), () -> {
            switch (random.nextInt(12)) {
                case 0 -> world.setClockWrong(Duration.ofSeconds(random.nextLong(-100_000, 100_000)));
                case 1 -> world.pause();
                case 2, 3 -> world.resume();
                case 4 -> world.feed(new Input.Reconnect());
                case 5 -> world.feed(random.nextInt(60) == 0 ? new Input.Close() : new Input.Disconnect());
                case 6, 7, 8 -> world.feed(new Input.Connect());
                default -> world.read();
            }
            if (mood == Mood.CHAOTIC) {
                disturb();
            }
        });
    }

    private void says(Input input) {
        world.later(mood == Mood.WELL ? soon() : anyTime(), () -> {
            world.read();
            world.feed(input);
        });
    }

    private int answers() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> 2;
            default -> 1;
        };
    }

    private Duration soon() {
        return Duration.ofMillis(1 + random.nextInt(200));
    }

    private Duration anyTime() {
        return random.nextInt(4) == 0 ? Duration.ofMillis(random.nextInt(120_000)) : soon();
    }

    private String token(Duration lifetime) {
        return tokens++ + "." + Session.jwt(world.time.plus(lifetime)).substring("e30.".length());
    }

    private String anyToken() {
        return switch (random.nextInt(5)) {
            case 0 -> "opaque";
            case 1 -> token(Duration.ofSeconds(random.nextLong(-1_000, 1_000_000_000_000L)));
            case 2 -> "again and again";
            default -> token(Duration.ofSeconds(random.nextLong(-100, 1_000)));
        };
    }

    private Input closed(long connection) {
        OptionalInt code = random.nextInt(3) == 0
                ? OptionalInt.empty()
                : OptionalInt.of(List.of(1000, 1001, 1006, 1011, 1012, 4000, random.nextInt(5_000))
                        .get(random.nextInt(7)));
        return new Input.ConnectionClosed(connection, code, "so be it");
    }

    private Failure failure() {
        Optional<Duration> retryAfter =
                random.nextBoolean() ? Optional.of(Duration.ofSeconds(random.nextInt(300))) : Optional.empty();
        return switch (random.nextInt(30)) {
            case 0 -> Failure.permanent("never");
            case 1 -> Failure.ofStatus(401, retryAfter, "refused");
            default -> Failure.ofStatus(503, retryAfter, "busy");
        };
    }
}
