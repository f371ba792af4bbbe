package dev.archon.simulator.scenario;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link Scenarios} has. */
final class BuiltInScenarios {

    private static final Pattern FAMILY = Pattern.compile("(token|handshake|close)-([0-9]{3,4})");
    private static final Amount TIMES = new Amount("TIMES", Limits.MOST_TIMES);

    static final List<Entry> ENTRIES = entries();

    private BuiltInScenarios() {}

    /**
     * A number that a scenario takes.
     *
     * @param name what it is, as summaries call it
     * @param most the most that it may be; the least is 1
     */
    record Amount(String name, int most) {}

    /**
     * A scenario that is ready.
     *
     * @param name its name
     * @param summary what it is good for
     * @param number the number that it takes, if any
     * @param steps its steps, with the number if one is given
     */
    record Entry(String name, String summary, Optional<Amount> number, Function<OptionalInt, List<Step>> steps) {

        Scenario scenario() {
            return new Scenario(name, summary, steps.apply(OptionalInt.empty()));
        }

        Scenario scenario(int given) {
            return new Scenario(name + ":" + given, summary, steps.apply(OptionalInt.of(given)));
        }
    }

    static Optional<Entry> entry(String name) {
        for (Entry entry : ENTRIES) {
            if (entry.name().equals(name)) {
                return Optional.of(entry);
            }
        }
        Matcher matcher = FAMILY.matcher(name);
        return matcher.matches() ? Optional.of(ofFamily(matcher)) : Optional.empty();
    }

    private static Entry ofFamily(Matcher matcher) {
        int code = Integer.parseInt(matcher.group(2));
        return switch (matcher.group(1)) {
            case "token" -> tokenRefused(code);
            case "handshake" -> handshakeRefused(code);
            default -> closed(code);
        };
    }

    private static List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        everyday(all);
        consoles(all);
        crashes(all);
        operations(all);
        tokens(all);
        handshakes(all);
        ends(all);
        frames(all);
        all.add(fixed(
                "flapping",
                "The network fails again and again, one to five seconds after a client is back.",
                script -> script.forever(again -> again.awaitConnections(1)
                        .pause(ofSeconds(1), ofSeconds(5))
                        .choose(
                                ScenarioBuilder.option(3, ScenarioBuilder::drop),
                                ScenarioBuilder.option(1, ScenarioBuilder::reset),
                                ScenarioBuilder.option(1, either -> either.close(1001, "going away"))))));
        all.add(fixed(
                "rolling-restart",
                "The servers restart one after the other, 20 s apart, and end their sockets with 1012.",
                script -> script.stagger(ofSeconds(20))
                        .power(PowerAction.RESTART)
                        .pause(ofSeconds(2), ofSeconds(3))
                        .close(1012, "service restart")));
        return List.copyOf(all);
    }

    private static void everyday(List<Entry> all) {
        all.add(fixed(
                "quiet",
                "A line or two a minute, from three players at most.",
                script -> script.traffic(Traffic.QUIET)));
        all.add(fixed(
                "busy", "A full server with some thirty lines a second.", script -> script.traffic(Traffic.BUSY)));
        all.add(fixed(
                "boot",
                "The server is off, and starts when a client is there.",
                script -> script.power(PowerAction.KILL)
                        .awaitConnections(1)
                        .pause(ofSeconds(1))
                        .power(PowerAction.START)));
        all.add(numbered(
                "log-burst",
                "100,000 lines at once; log-burst:LINES for another number.",
                new Amount("LINES", Limits.MOST_LINES),
                given ->
                        script -> script.awaitConnections(1).pause(ofSeconds(1)).burst(given.orElse(100_000))));
        all.add(numbered(
                "log-flood",
                "1,000 lines a second without end; log-flood:RATE for another rate.",
                new Amount("RATE", 10_000_000),
                given -> script -> script.awaitConnections(1).flood(given.orElse(1000))));
    }

    private static void consoles(List<Entry> all) {
        all.add(fixed(
                "doc-console",
                "The console comes as log, as the API's document says.",
                script -> script.events(EventStyle.DOC)));
        all.add(fixed(
                "panel-console",
                "The console comes as log4j, as servers tell it to Modrinth's panel.",
                script -> script.events(EventStyle.PANEL)));
        all.add(fixed(
                "stack-traces",
                "A plug-in prints an error with its stack trace every five seconds, while another thread prints.",
                script -> script.forever(again -> again.pause(ofSeconds(5)).stackTrace())));
        all.add(numbered(
                "history-in-chunks",
                "Sockets are dropped after five seconds, and then get the history as log messages of 500 lines each;"
                        + " history-in-chunks:LINES for another number.",
                new Amount("LINES", Limits.MOST_LINES),
                given -> script -> script.historyChunk(given.orElse(500))
                        .awaitConnections(1)
                        .pause(ofSeconds(5))
                        .drop()));
    }

    private static void crashes(List<Entry> all) {
        all.add(fixed(
                "crash",
                "The process crashes with exit code 1, and stays crashed.",
                script -> script.awaitConnections(1).pause(ofSeconds(1)).crash(1)));
        all.add(fixed(
                "oom-crash",
                "The process is killed as out of memory, and stays crashed.",
                script -> script.awaitConnections(1).pause(ofSeconds(1)).crashOutOfMemory()));
        all.add(fixed(
                "crash-loop",
                "The process crashes 15 to 20 s after each start, and is started again after 5 s.",
                script -> script.forever(again -> again.power(PowerAction.START)
                        .pause(ofSeconds(15), ofSeconds(20))
                        .crash(1)
                        .pause(ofSeconds(5)))));
    }

    private static void operations(List<Entry> all) {
        all.add(fixed(
                "backup-restore",
                "A backup is made, and restored two minutes later.",
                script -> script.awaitConnections(1)
                        .pause(ofSeconds(1))
                        .then(new Action.CreateBackup(BackupOutcome.DONE))
                        .pause(ofSeconds(120))
                        .then(new Action.RestoreBackup(BackupOutcome.DONE))));
        all.add(happens("backup-fails", "A backup fails.", new Action.CreateBackup(BackupOutcome.FAILED)));
        all.add(happens(
                "install-mod",
                "A mod is installed.",
                new Action.InstallMod("AANobbMI", "mc1.21.4-0.6.0", InstallOutcome.ok())));
        all.add(happens(
                "install-fails",
                "The installation of a mod fails.",
                new Action.InstallMod("AANobbMI", "mc1.21.4-0.6.0", InstallOutcome.failed("disk full"))));
        all.add(happens(
                "archive-corrupted",
                "The extraction of an archive ends because it is damaged.",
                new Action.ExtractArchive("world.zip", ExtractionOutcome.CORRUPTED)));
    }

    private static void tokens(List<Entry> all) {
        all.add(happens("auth-expiring", "The token is about to expire.", new Action.ExpireToken()));
        all.add(fixed(
                "auth-expiring-storm",
                "The token is about to expire, twice a second, without end.",
                script -> script.awaitConnections(1)
                        .forever(again -> again.expireToken().pause(ofMillis(500)))));
        all.add(fixed(
                "auth-expiring-then-slow-token",
                "The token is about to expire, and the call for the next one takes 20 s.",
                script -> script.awaitConnections(1)
                        .pause(ofSeconds(1))
                        .fault(new Fault.TokenSlow(DurationRange.of(ofSeconds(20))), 1)
                        .expireToken()));
        all.add(fixed(
                "auth-incorrect-once",
                "The next token is refused, however sound it is.",
                script -> script.fault(new Fault.AuthRefused(), 1)));
        all.add(switched("auth-incorrect-always", "Every token is refused.", new Fault.AuthRefused()));
        all.add(switched("auth-never-answers", "No auth message is answered.", new Fault.AuthUnanswered()));
        for (int status : new int[] {401, 403, 404, 429, 500}) {
            all.add(tokenRefused(status));
        }
        all.add(switched("token-timeout", "No token call is answered.", new Fault.TokenUnanswered()));
        all.add(switched(
                "token-slow", "Every token call takes 5 s.", new Fault.TokenSlow(DurationRange.of(ofSeconds(5)))));
        all.add(switched("token-garbled", "Every token call is answered with a text.", new Fault.TokenGarbled()));
    }

    private static Entry tokenRefused(int status) {
        // Too many requests, and unavailable: the two that are usually told when to come back.
        Optional<Duration> retryAfter = status == 429 || status == 503 ? Optional.of(ofSeconds(2)) : Optional.empty();
        return switched(
                "token-" + status,
                "Every token call is answered with " + status
                        + retryAfter.map(delay -> " and Retry-After: 2").orElse(""),
                new Fault.TokenRefused(status, retryAfter));
    }

    private static void handshakes(List<Entry> all) {
        all.add(handshakeRefused(403));
        all.add(handshakeRefused(500));
        all.add(switched("handshake-stall", "No WebSocket handshake is answered.", new Fault.HandshakeUnanswered()));
    }

    private static Entry handshakeRefused(int status) {
        return switched(
                "handshake-" + status,
                "Every WebSocket handshake is answered with " + status,
                new Fault.HandshakeRefused(status));
    }

    private static void ends(List<Entry> all) {
        for (int code : new int[] {1000, 1001, 1006, 1008, 1011, 1012, 1013, 4001}) {
            all.add(closed(code));
        }
        all.add(happens("reset", "Every socket ends with a TCP reset.", new Action.Reset()));
        all.add(fixed(
                "half-open",
                "Every socket goes dead without an end; new ones work.",
                script -> script.awaitConnections(1)
                        .pause(ofSeconds(1))
                        .during(new Fault.HalfOpen(), atOnce -> atOnce.pause(ZERO))));
        all.add(fixed(
                "stall-reads",
                "Nothing is read from any socket for two minutes.",
                script -> script.awaitConnections(1)
                        .pause(ofSeconds(1))
                        .during(new Fault.StalledReads(), meanwhile -> meanwhile.pause(ofSeconds(120)))));
    }

    private static Entry closed(int code) {
        return code == 1006
                ? happens("close-1006", "Every socket ends without a close frame.", new Action.Drop())
                : happens(
                        "close-" + code,
                        "Every socket is closed with " + code,
                        new Action.Close(code, "scenario close-" + code));
    }

    private static void frames(List<Entry> all) {
        all.add(switched(
                "slow-bytes", "Every socket gets 16 bytes every 20 ms.", new Fault.SlowBytes(16, ofMillis(20))));
        all.add(switched("fragmented", "Every message comes in frames of 16 bytes at most.", new Fault.Fragmented(16)));
        all.add(fixed(
                "interleaved-ping",
                "A ping goes before every frame, also between the fragments of a message.",
                script -> script.fault(new Fault.Fragmented(64)).fault(new Fault.InterleavedPings(4))));
        all.add(happens("malformed-json", "A message breaks off in its JSON.", new Action.MalformedJson()));
        all.add(happens("invalid-utf8", "A text message is not UTF-8.", new Action.InvalidUtf8()));
        all.add(happens("oversized", "A log event of 16 MiB.", new Action.Oversized(16 << 20)));
        all.add(happens("binary-frame", "A binary message.", new Action.Binary(64)));
        all.add(happens("unknown-event", "An event that no client knows.", new Action.Unknown("server-mood")));
        all.add(happens("duplicate-history", "The history comes once more.", new Action.DuplicateHistory()));
    }

    private static Entry fixed(String name, String summary, Consumer<ScenarioBuilder> script) {
        List<Step> steps = ScenarioBuilder.steps(script);
        return new Entry(name, summary, Optional.empty(), unused -> steps);
    }

    private static Entry numbered(
            String name, String summary, Amount number, Function<OptionalInt, Consumer<ScenarioBuilder>> script) {
        return new Entry(name, summary, Optional.of(number), given -> ScenarioBuilder.steps(script.apply(given)));
    }

    /** A fault that is switched on from the start. */
    private static Entry switched(String name, String summary, Fault fault) {
        if (!fault.isCounted()) {
            return fixed(name, summary, script -> script.fault(fault));
        }
        return new Entry(
                name,
                ended(summary) + " Until stopped; " + name + ":TIMES for so many.",
                Optional.of(TIMES),
                times -> List.of(new Step.Inject(fault, times)));
    }

    /** Something that happens once a client is there. */
    private static Entry happens(String name, String summary, Action action) {
        return numbered(
                name,
                ended(summary) + " Once; " + name + ":TIMES for more, a second apart.",
                TIMES,
                given -> script -> script.repeat(
                        given.orElse(1),
                        again -> again.awaitConnections(1).pause(ofSeconds(1)).then(action)));
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
