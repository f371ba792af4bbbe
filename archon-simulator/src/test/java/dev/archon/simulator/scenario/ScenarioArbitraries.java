package dev.archon.simulator.scenario;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Scenarios of every shape. */
public final class ScenarioArbitraries {

    private ScenarioArbitraries() {}

    /** Any scenario that can be written down, whatever it would do. */
    public static Arbitrary<Scenario> scenarios() {
        return Combinators.combine(names(), texts().map(text -> text.replaceAll("[\r\n]", " ")), steps(3))
                .as(Scenario::new);
    }

    /** Scenarios that can be played to a client: with an end, and nothing that takes long or leaves it without an answer. */
    public static Arbitrary<Scenario> playable() {
        Arbitrary<Action> actions = Arbitraries.of(
                new Action.Burst(3),
                new Action.Burst(200),
                new Action.SetTraffic(Traffic.BUSY),
                new Action.SetEvents(EventStyle.PANEL),
                new Action.SetEvents(EventStyle.DOC),
                new Action.SetHistoryChunk(50),
                new Action.StackTrace(),
                new Action.Command("list"),
                new Action.Command("say \u00e7a"),
                new Action.Power(PowerAction.RESTART),
                new Action.Crash(OptionalInt.of(1)),
                new Action.CrashOutOfMemory(),
                new Action.Power(PowerAction.START),
                new Action.ExpireToken(),
                new Action.Close(1012, "again"),
                new Action.Drop(),
                new Action.MalformedJson(),
                new Action.InvalidUtf8(),
                new Action.Binary(300),
                new Action.Ping(3),
                new Action.Oversized(70_000),
                new Action.Unknown("mood"),
                new Action.DuplicateHistory(),
                new Action.CreateBackup(BackupOutcome.DONE),
                new Action.RestoreBackup(BackupOutcome.DONE),
                new Action.InstallMod("AANobbMI", "mc1.21.4-0.6.0", InstallOutcome.ok()),
                new Action.ExtractArchive("world.zip", ExtractionOutcome.CORRUPTED));
        Arbitrary<DurationRange> spans = Combinators.combine(numbers(1, 2000), numbers(0, 2000))
                .as((least, more) -> new DurationRange(Duration.ofMillis(least), Duration.ofMillis(least + more)));
        Arbitrary<Fault> faults = Arbitraries.oneOf(List.of(
                numbers(1, 40).map(Fault.Fragmented::new),
                numbers(0, 9).map(Fault.InterleavedPings::new),
                Combinators.combine(actions.filter(ScenarioArbitraries::isSmall), numbers(200, 2000))
                        .as((action, millis) ->
                                new Fault.Recurring(action, DurationRange.of(Duration.ofMillis(millis)))),
                Arbitraries.of(new Fault.TokenRefused(500), new Fault.AuthRefused(), new Fault.TokenGarbled())));
        Arbitrary<Step> flat = Arbitraries.oneOf(List.of(
                actions.map(action -> action),
                spans.map(Step.Pause::new),
                Arbitraries.just(new Step.AwaitConnections(1)),
                numbers(1, 50).map(rate -> new Step.Flood(rate, Optional.of(Duration.ofSeconds(2)))),
                faults.filter(Fault::counted).map(fault -> new Step.Inject(fault, OptionalInt.of(2)))));
        Arbitrary<List<Step>> bodies = flat.list().ofMaxSize(4);
        Arbitrary<Step> steps = Arbitraries.oneOf(List.of(
                flat,
                Combinators.combine(numbers(1, 4), bodies)
                        .as((times, body) -> new Step.Repeat(OptionalInt.of(times), body)),
                Combinators.combine(bodies, bodies)
                        .as((one, other) ->
                                new Step.Choose(List.of(new Step.Option(1, one), new Step.Option(2, other)))),
                Combinators.combine(faults, bodies).as(Step.During::new)));
        return steps.list().ofMaxSize(12).map(list -> new Scenario("random", "", list));
    }

    /** What may be sent again and again without coming near the backlog's bound, where the reader's speed shows. */
    private static boolean isSmall(Action action) {
        return !(action instanceof Action.Oversized || action instanceof Action.DuplicateHistory);
    }

    static Arbitrary<Action> actions() {
        return Arbitraries.oneOf(List.of(
                Arbitraries.of(PowerAction.class).map(Action.Power::new),
                texts().map(Action.Command::new),
                Arbitraries.of(Traffic.class).map(Action.SetTraffic::new),
                Arbitraries.of(EventStyle.class).map(Action.SetEvents::new),
                numbers(1, Limits.MOST_LINES).map(Action.SetHistoryChunk::new),
                numbers(0, Limits.MOST_LINES).map(Action.Burst::new),
                events().map(Action.Emit::new),
                texts().map(Action.Text::new),
                Arbitraries.integers()
                        .filter(code -> code != 0)
                        .map(OptionalInt::of)
                        .map(Action.Crash::new),
                Combinators.combine(numbers(1016, 4999), shortTexts()).as(Action.Close::new),
                numbers(1024, Limits.MOST_BYTES).map(Action.Oversized::new),
                numbers(0, Limits.MOST_BYTES).map(Action.Binary::new),
                texts().filter(text -> !text.isEmpty()).map(Action.Unknown::new),
                numbers(0, 125).map(Action.Ping::new),
                Arbitraries.of(BackupOutcome.class).map(Action.CreateBackup::new),
                Arbitraries.of(BackupOutcome.class).map(Action.RestoreBackup::new),
                Combinators.combine(texts(), texts(), installOutcomes()).as(Action.InstallMod::new),
                Combinators.combine(texts(), Arbitraries.of(ExtractionOutcome.class))
                        .as(Action.ExtractArchive::new),
                Arbitraries.of(
                        new Action.ExpireToken(),
                        new Action.Crash(OptionalInt.empty()),
                        new Action.CrashOutOfMemory(),
                        new Action.StackTrace(),
                        new Action.Drop(),
                        new Action.Reset(),
                        new Action.MalformedJson(),
                        new Action.InvalidUtf8(),
                        new Action.DuplicateHistory())));
    }

    private static Arbitrary<InstallOutcome> installOutcomes() {
        return texts().optional()
                .map(reason -> reason.map(InstallOutcome::failed).orElseGet(InstallOutcome::ok));
    }

    static Arbitrary<Fault> faults() {
        Arbitrary<Optional<Duration>> retryAfter = Arbitraries.integers()
                .between(0, 86_400)
                .map(Duration::ofSeconds)
                .optional();
        return Arbitraries.oneOf(List.of(
                Combinators.combine(numbers(400, 599), retryAfter).as(Fault.TokenRefused::new),
                Combinators.combine(numbers(400, 599), retryAfter).as(Fault.HandshakeRefused::new),
                spans().map(Fault.TokenSlow::new),
                Combinators.combine(calls(), numbers(400, 599), retryAfter).as(Fault.CallRefused::new),
                Combinators.combine(calls(), spans()).as(Fault.CallSlow::new),
                calls().map(Fault.CallUnanswered::new),
                calls().map(Fault.CallClosed::new),
                calls().map(Fault.CallGarbled::new),
                spans().map(Fault.HandshakeSlow::new),
                spans().map(Fault.AuthSlow::new),
                Combinators.combine(numbers(1, 65_536), intervals()).as(Fault.SlowBytes::new),
                Combinators.combine(directions(), spans(), connections()).as(Fault.Latency::new),
                Combinators.combine(directions(), numbers(1, Limits.MOST_BYTES_PER_SECOND), connections())
                        .as(Fault.Bandwidth::new),
                numbers(1, 65_536).map(Fault.Fragmented::new),
                numbers(0, 125).map(Fault.InterleavedPings::new),
                Combinators.combine(actions(), intervals())
                        .as((action, every) -> new Fault.Recurring(action, DurationRange.of(every))),
                Arbitraries.of(
                        new Fault.TokenUnanswered(),
                        new Fault.TokenGarbled(),
                        new Fault.HandshakeUnanswered(),
                        new Fault.AuthRefused(),
                        new Fault.AuthUnanswered(),
                        new Fault.HalfOpen(),
                        new Fault.StalledReads())));
    }

    private static Arbitrary<Direction> directions() {
        return Arbitraries.of(Direction.class);
    }

    private static Arbitrary<OptionalInt> connections() {
        return numbers(1, Limits.MOST_CONNECTIONS)
                .optional()
                .map(number -> number.map(OptionalInt::of).orElseGet(OptionalInt::empty));
    }

    private static Arbitrary<CallPattern> calls() {
        return Arbitraries.of("power", "/**", "GET /v1/servers/{server}", "DELETE /a b/*/**")
                .map(CallPattern::parse);
    }

    static Arbitrary<Step> steps() {
        return step(1);
    }

    private static Arbitrary<List<Step>> steps(int depth) {
        return step(depth).list().ofMaxSize(4);
    }

    private static Arbitrary<Step> step(int depth) {
        Arbitrary<Step> flat = Arbitraries.oneOf(List.of(
                actions().map(action -> action),
                spans().map(Step.Pause::new),
                numbers(1, Limits.MOST_TIMES).map(Step.AwaitConnections::new),
                durations().map(Step.Stagger::new),
                Combinators.combine(numbers(1, 10_000_000), intervals().optional())
                        .as(Step.Flood::new),
                Combinators.combine(faults(), numbers(1, Limits.MOST_TIMES))
                        .as((fault, times) ->
                                new Step.Inject(fault, fault.counted() ? OptionalInt.of(times) : OptionalInt.empty())),
                faults().map(fault -> new Step.Inject(fault, OptionalInt.empty()))));
        if (depth == 0) {
            return flat;
        }
        // Not lazily: a lazy arbitrary forgets which depth it was made for, and goes on without end.
        Arbitrary<List<Step>> bodies = steps(depth - 1);
        Arbitrary<Step> nested = Arbitraries.oneOf(List.of(
                Combinators.combine(numbers(1, Limits.MOST_TIMES), bodies)
                        .as((times, body) -> new Step.Repeat(OptionalInt.of(times), body)),
                bodies.map(ScenarioArbitraries::forever),
                Combinators.combine(numbers(1, Limits.MOST_TIMES), bodies)
                        .as(Step.Option::new)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(Step.Choose::new),
                Combinators.combine(faults(), bodies).as(Step.During::new)));
        return Arbitraries.frequencyOf(Tuple.of(3, flat), Tuple.of(1, nested));
    }

    private static Step forever(List<Step> body) {
        List<Step> timed = new ArrayList<>(body);
        timed.add(new Step.Pause(DurationRange.of(Duration.ofSeconds(1))));
        return new Step.Repeat(OptionalInt.empty(), timed);
    }

    private static Arbitrary<ArchonEvent> events() {
        return Arbitraries.oneOf(List.of(
                texts().map(text -> new LogEvent(LogStream.STDERR, text)),
                Combinators.combine(texts(), texts()).as(NewModEvent::new),
                Arbitraries.longs().map(UptimeEvent::new),
                Combinators.combine(
                                Arbitraries.doubles().between(0, 100),
                                Arbitraries.longs().between(0, Long.MAX_VALUE))
                        .as((cpu, bytes) -> new StatsEvent(cpu, bytes, bytes, bytes, bytes, bytes, bytes)),
                Arbitraries.of(PowerStateEvent.crashed(true, 137), new AuthExpiringEvent())));
    }

    private static Arbitrary<DurationRange> spans() {
        return Combinators.combine(durations(), durations())
                .as((one, other) ->
                        one.compareTo(other) < 0 ? new DurationRange(one, other) : new DurationRange(other, one));
    }

    private static Arbitrary<Duration> durations() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 86_400_000).map(Duration::ofMillis),
                Arbitraries.longs().between(0, 86_400).map(Duration::ofSeconds),
                Arbitraries.longs().between(0, 24).map(Duration::ofHours));
    }

    private static Arbitrary<Duration> intervals() {
        return durations().filter(duration -> !duration.isZero());
    }

    private static Arbitrary<Integer> numbers(int least, int most) {
        return Arbitraries.integers().between(least, most);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("._-:09AZ")
                .ofMinLength(1)
                .ofMaxLength(30);
    }

    private static Arbitrary<String> shortTexts() {
        return texts().filter(text -> text.length() <= 30);
    }

    /** Texts that a file in UTF-8 can hold: without halves of surrogate pairs. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(40),
                        Arbitraries.of("", "say hi", "\"quoted\" \\ and / \t", "ça marche 👍", "\u2028\u0000"))
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
    }
}
