package dev.archon.simulator.scenario;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scenarios that {@link Scenarios} offers by name. */
final class BuiltInScenarios {

    private static final Pattern FAMILY = Pattern.compile("(token|handshake|close)-([0-9]{3,4})");

    static final List<ScenarioEntry> ENTRIES = entries();

    private BuiltInScenarios() {}

    static Optional<ScenarioEntry> entry(String name) {
        for (ScenarioEntry entry : ENTRIES) {
            if (entry.name().equals(name)) {
                return Optional.of(entry);
            }
        }
        Matcher matcher = FAMILY.matcher(name);
        return matcher.matches() ? Optional.of(ofFamily(matcher)) : Optional.empty();
    }

    private static ScenarioEntry ofFamily(Matcher matcher) {
        int code = Integer.parseInt(matcher.group(2));
        return switch (matcher.group(1)) {
            case "token" -> tokenRefused(code);
            case "handshake" -> handshakeRefused(code);
            default -> closed(code);
        };
    }

    private static List<ScenarioEntry> entries() {
        List<ScenarioEntry> all = new ArrayList<>();
        everyday(all);
        consoles(all);
        crashes(all);
        operations(all);
        tokens(all);
        handshakes(all);
        ends(all);
        frames(all);
        all.add(ScenarioEntry.fixed(
                "flapping",
                "Drops every connection one to five seconds after a client has authenticated, again and again.",
                script -> script.forever(again -> again.awaitConnections(1)
                        .pause(ofSeconds(1), ofSeconds(5))
                        .choose(
                                ScenarioBuilder.option(3, ScenarioBuilder::drop),
                                ScenarioBuilder.option(1, ScenarioBuilder::reset),
                                ScenarioBuilder.option(1, either -> either.close(1001, "going away"))))));
        all.add(ScenarioEntry.fixed(
                "rolling-restart",
                "Restarts the servers one after the other, 20 s apart, and closes their connections with code 1012.",
                script -> script.stagger(ofSeconds(20))
                        .power(PowerAction.RESTART)
                        .pause(ofSeconds(2), ofSeconds(3))
                        .close(1012, "service restart")));
        return List.copyOf(all);
    }

    private static void everyday(List<ScenarioEntry> all) {
        all.add(ScenarioEntry.fixed(
                "quiet",
                "The console prints one or two lines a minute, and at most three players are online.",
                script -> script.traffic(Traffic.QUIET)));
        all.add(ScenarioEntry.fixed(
                "busy",
                "The server is full, and its console prints about thirty lines a second.",
                script -> script.traffic(Traffic.BUSY)));
        all.add(ScenarioEntry.fixed(
                "boot",
                "The server is stopped, and starts one second after a client has authenticated.",
                script -> script.power(PowerAction.KILL)
                        .awaitConnections(1)
                        .pause(ofSeconds(1))
                        .power(PowerAction.START)));
        all.add(ScenarioEntry.numbered(
                "log-burst",
                "The console prints 100,000 lines at once; log-burst:LINES prints another number.",
                new ScenarioEntry.Amount("LINES", Limits.MOST_LINES),
                given ->
                        script -> script.awaitConnections(1).pause(ofSeconds(1)).burst(given.orElse(100_000))));
        all.add(ScenarioEntry.numbered(
                "log-flood",
                "Sends 1,000 lines a second until the scenario is stopped; log-flood:RATE sends at another rate.",
                new ScenarioEntry.Amount("RATE", 10_000_000),
                given -> script -> script.awaitConnections(1).flood(given.orElse(1000))));
    }

    private static void consoles(List<ScenarioEntry> all) {
        all.add(ScenarioEntry.fixed(
                "doc-console",
                "Sends console lines as log events, as the API's document describes.",
                script -> script.events(EventStyle.DOC)));
        all.add(ScenarioEntry.fixed(
                "panel-console",
                "Sends console lines as log4j events, as servers send them to Modrinth's panel.",
                script -> script.events(EventStyle.PANEL)));
        all.add(ScenarioEntry.fixed(
                "stack-traces",
                "A plug-in logs an error with its stack trace every five seconds, while another thread logs too.",
                script -> script.forever(again -> again.pause(ofSeconds(5)).stackTrace())));
        all.add(ScenarioEntry.numbered(
                "history-in-chunks",
                "Sends console lines as log events, drops every connection after five seconds, and then sends the"
                        + " history as log messages of 500 lines each; history-in-chunks:LINES sets another number.",
                new ScenarioEntry.Amount("LINES", Limits.MOST_LINES),
                given -> script -> script.events(EventStyle.DOC)
                        .historyChunk(given.orElse(500))
                        .awaitConnections(1)
                        .pause(ofSeconds(5))
                        .drop()));
    }

    private static void crashes(List<ScenarioEntry> all) {
        all.add(ScenarioEntry.fixed(
                "crash",
                "The process crashes with exit code 1, and is not started again.",
                script -> script.awaitConnections(1).pause(ofSeconds(1)).crash(1)));
        all.add(ScenarioEntry.fixed(
                "oom-crash",
                "The process is killed because it is out of memory, and is not started again.",
                script -> script.awaitConnections(1).pause(ofSeconds(1)).crashOutOfMemory()));
        all.add(ScenarioEntry.fixed(
                "crash-loop",
                "The process crashes 15 to 20 s after each start, and is started again 5 s later.",
                script -> script.forever(again -> again.power(PowerAction.START)
                        .pause(ofSeconds(15), ofSeconds(20))
                        .crash(1)
                        .pause(ofSeconds(5)))));
    }

    private static void operations(List<ScenarioEntry> all) {
        all.add(ScenarioEntry.fixed(
                "backup-restore",
                "Creates a backup, and restores it two minutes later.",
                script -> script.awaitConnections(1)
                        .pause(ofSeconds(1))
                        .then(new Action.CreateBackup(BackupOutcome.DONE))
                        .pause(ofSeconds(120))
                        .then(new Action.RestoreBackup(BackupOutcome.DONE))));
        all.add(ScenarioEntry.action(
                "backup-fails", "The creation of a backup fails.", new Action.CreateBackup(BackupOutcome.FAILED)));
        all.add(ScenarioEntry.action(
                "install-mod",
                "Installs a mod.",
                new Action.InstallMod("AANobbMI", "mc1.21.4-0.6.0", InstallOutcome.ok())));
        all.add(ScenarioEntry.action(
                "install-fails",
                "The installation of a mod fails.",
                new Action.InstallMod("AANobbMI", "mc1.21.4-0.6.0", InstallOutcome.failed("disk full"))));
        all.add(ScenarioEntry.action(
                "archive-corrupted",
                "The extraction of an archive fails because the archive is damaged.",
                new Action.ExtractArchive("world.zip", ExtractionOutcome.CORRUPTED)));
    }

    private static void tokens(List<ScenarioEntry> all) {
        all.add(ScenarioEntry.action(
                "auth-expiring",
                "Sends auth-expiring; the tokens in use expire when the warning time is over.",
                new Action.ExpireToken()));
        all.add(ScenarioEntry.fixed(
                "auth-expiring-storm",
                "Sends auth-expiring twice a second until the scenario is stopped.",
                script -> script.awaitConnections(1)
                        .forever(again -> again.expireToken().pause(ofMillis(500)))));
        all.add(ScenarioEntry.fixed(
                "auth-expiring-then-slow-token",
                "Sends auth-expiring, and answers the next token call after 20 s.",
                script -> script.awaitConnections(1)
                        .pause(ofSeconds(1))
                        .fault(new Fault.TokenSlow(DurationRange.of(ofSeconds(20))), 1)
                        .expireToken()));
        all.add(ScenarioEntry.fixed(
                "auth-incorrect-once",
                "Refuses the next token, although it is valid.",
                script -> script.fault(new Fault.AuthRefused(), 1)));
        all.add(ScenarioEntry.fault("auth-incorrect-always", "Refuses every token.", new Fault.AuthRefused()));
        all.add(ScenarioEntry.fault("auth-never-answers", "Answers no auth message.", new Fault.AuthUnanswered()));
        for (int status : new int[] {401, 403, 404, 429, 500}) {
            all.add(tokenRefused(status));
        }
        all.add(ScenarioEntry.fault("token-timeout", "Answers no token call.", new Fault.TokenUnanswered()));
        all.add(ScenarioEntry.fault(
                "token-slow",
                "Answers every token call after 5 s.",
                new Fault.TokenSlow(DurationRange.of(ofSeconds(5)))));
        all.add(ScenarioEntry.fault(
                "token-garbled",
                "Answers every token call with an HTML page instead of JSON.",
                new Fault.TokenGarbled()));
    }

    private static ScenarioEntry tokenRefused(int status) {
        // The two statuses that servers usually send with Retry-After: too many requests, and unavailable.
        Optional<Duration> retryAfter = status == 429 || status == 503 ? Optional.of(ofSeconds(2)) : Optional.empty();
        return ScenarioEntry.fault(
                "token-" + status,
                "Answers every token call with status " + status
                        + retryAfter.map(delay -> " and Retry-After: 2").orElse("") + ".",
                new Fault.TokenRefused(status, retryAfter));
    }

    private static void handshakes(List<ScenarioEntry> all) {
        all.add(handshakeRefused(403));
        all.add(handshakeRefused(500));
        all.add(ScenarioEntry.fault(
                "handshake-stall", "Answers no WebSocket handshake.", new Fault.HandshakeUnanswered()));
    }

    private static ScenarioEntry handshakeRefused(int status) {
        return ScenarioEntry.fault(
                "handshake-" + status,
                "Answers every WebSocket handshake with status " + status + ".",
                new Fault.HandshakeRefused(status));
    }

    private static void ends(List<ScenarioEntry> all) {
        for (int code : new int[] {1000, 1001, 1006, 1008, 1011, 1012, 1013, 4001}) {
            all.add(closed(code));
        }
        all.add(ScenarioEntry.action("reset", "Resets every connection (TCP RST).", new Action.Reset()));
        all.add(ScenarioEntry.fixed(
                "half-open",
                "Makes every connection half-open: it is neither served nor closed. New connections work.",
                script -> script.awaitConnections(1)
                        .pause(ofSeconds(1))
                        .during(new Fault.HalfOpen(), atOnce -> atOnce.pause(ZERO))));
        all.add(ScenarioEntry.fixed(
                "stall-reads",
                "Reads nothing from any connection for two minutes.",
                script -> script.awaitConnections(1)
                        .pause(ofSeconds(1))
                        .during(new Fault.StalledReads(), meanwhile -> meanwhile.pause(ofSeconds(120)))));
    }

    private static ScenarioEntry closed(int code) {
        return code == 1006
                ? ScenarioEntry.action("close-1006", "Ends every connection without a close frame.", new Action.Drop())
                : ScenarioEntry.action(
                        "close-" + code,
                        "Closes every connection with code " + code + ".",
                        new Action.Close(code, "scenario close-" + code));
    }

    private static void frames(List<ScenarioEntry> all) {
        all.add(ScenarioEntry.fault(
                "slow-bytes",
                "Sends 16 bytes every 20 ms on every connection.",
                new Fault.SlowBytes(16, ofMillis(20))));
        all.add(ScenarioEntry.fault(
                "fragmented", "Splits every message into frames of at most 16 bytes.", new Fault.Fragmented(16)));
        all.add(ScenarioEntry.fixed(
                "interleaved-ping",
                "Sends a ping before every frame, also between the fragments of a message.",
                script -> script.fault(new Fault.Fragmented(64)).fault(new Fault.InterleavedPings(4))));
        all.add(ScenarioEntry.action(
                "malformed-json", "Sends a message whose JSON is cut off.", new Action.MalformedJson()));
        all.add(ScenarioEntry.action(
                "invalid-utf8", "Sends a text message that is not UTF-8.", new Action.InvalidUtf8()));
        all.add(ScenarioEntry.action("oversized", "Sends a log event of 16 MiB.", new Action.Oversized(16 << 20)));
        all.add(ScenarioEntry.action("binary-frame", "Sends a binary message.", new Action.Binary(64)));
        all.add(ScenarioEntry.action(
                "unknown-event", "Sends an event of an unknown type.", new Action.Unknown("server-mood")));
        all.add(ScenarioEntry.action(
                "duplicate-history", "Sends the console's history again.", new Action.DuplicateHistory()));
    }
}
