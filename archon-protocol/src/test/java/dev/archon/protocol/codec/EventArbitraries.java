package dev.archon.protocol.codec;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Events of every kind, full of the strings and numbers that break codecs. */
final class EventArbitraries {

    private EventArbitraries() {}

    /** Events of every kind that has a name of its own. */
    static Arbitrary<ArchonEvent> events() {
        return Arbitraries.oneOf(List.of(
                Arbitraries.of(new AuthOkEvent(), new AuthExpiringEvent(), new AuthIncorrectEvent()),
                logs(),
                log4j(),
                stats(),
                powerStates(),
                states(),
                integers().map(UptimeEvent::new),
                backups(),
                Combinators.combine(texts(), texts().optional()).as(InstallationResultEvent::new),
                installItems().list().ofMaxSize(4).map(InstallProgressEvent::new),
                Combinators.combine(texts().optional(), texts().optional()).as(NewModEvent::new),
                operations().list().ofMaxSize(4).map(FilesystemOpsEvent::new)));
    }

    static Arbitrary<LogEvent> logs() {
        Arbitrary<Optional<String>> streams = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(Optional.of("stdout"), Optional.of("stderr"))),
                Tuple.of(1, texts().optional()));
        return Combinators.combine(streams, texts()).as(LogEvent::new);
    }

    static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        Arbitraries.strings()
                                .withChars("\"\\/\b\f\n\r\t\0\u001b\u007f\u00a0\u2028\ufeff\uffff{}[]:, ue0ßé€")
                                .withChars('\ud83d', '\ude00', '\ud800', '\udfff')
                                .ofMaxLength(20)),
                Tuple.of(3, Arbitraries.strings().all().ofMaxLength(20)),
                Tuple.of(3, Arbitraries.strings().ascii().ofMaxLength(40)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "",
                                "\0",
                                "\ud800",
                                "\udc00",
                                "\udc00\ud800",
                                "😀",
                                "a\ud83d",
                                "\ude00b",
                                "\\u0041",
                                "null")),
                Tuple.of(1, longTexts()));
    }

    /** Around the sizes of Jackson's buffers, with something wide at any place. */
    private static Arbitrary<String> longTexts() {
        Arbitrary<Integer> lengths = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 100),
                Arbitraries.integers().between(1_900, 2_100),
                Arbitraries.integers().between(3_900, 4_100),
                Arbitraries.integers().between(7_900, 8_100));
        return Combinators.combine(
                        lengths,
                        Arbitraries.of("a", "é", "€", "😀", "\""),
                        Arbitraries.of("😀", "\ud83d", "\n", "z"),
                        lengths)
                .as((before, filler, middle, after) -> filler.repeat(before) + middle + filler.repeat(after / 4));
    }

    static Arbitrary<Long> integers() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31, 1L << 53, 1_700_000_000_123L));
    }

    /** Every finite number but -0.0, which becomes 0.0 when it is read. */
    static Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
                        Arbitraries.doubles().between(0, 100),
                        Arbitraries.of(0.0, 1.0, -1.0, 0.1, 1e3, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE))
                .map(number -> number + 0.0);
    }

    private static Arbitrary<OptionalLong> optionalIntegers() {
        return integers().optional().map(value -> value.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private static Arbitrary<OptionalDouble> optionalNumbers() {
        return numbers().optional().map(value -> value.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    private static Arbitrary<Optional<Boolean>> optionalFlags() {
        return Arbitraries.of(Optional.empty(), Optional.of(true), Optional.of(false));
    }

    static Arbitrary<Log4jEvent> log4j() {
        Arbitrary<Optional<String>> text = texts().optional();
        Arbitrary<Optional<String>> levels = Arbitraries.oneOf(
                Arbitraries.of("INFO", "WARN", "ERROR", "fatal", "NOTICE").optional(), text);
        return Combinators.combine(text, levels, text, optionalIntegers(), text, text)
                .as(Log4jEvent::new);
    }

    private static Arbitrary<StatsEvent> stats() {
        return Combinators.combine(optionalNumbers(), optionalIntegers().list().ofSize(6))
                .as((cpu, n) -> {
                    StatsEvent.Builder stats = StatsEvent.builder();
                    cpu.ifPresent(stats::cpuPercent);
                    n.get(0).ifPresent(stats::ramUsageBytes);
                    n.get(1).ifPresent(stats::ramTotalBytes);
                    n.get(2).ifPresent(stats::storageUsageBytes);
                    n.get(3).ifPresent(stats::storageTotalBytes);
                    n.get(4).ifPresent(stats::netTxBytes);
                    n.get(5).ifPresent(stats::netRxBytes);
                    return stats.build();
                });
    }

    private static Arbitrary<PowerStateEvent> powerStates() {
        return Combinators.combine(texts(), optionalFlags(), optionalIntegers()).as(PowerStateEvent::new);
    }

    private static Arbitrary<StateEvent> states() {
        Arbitrary<Optional<String>> text = texts().optional();
        Arbitrary<Optional<StateEvent.Progress>> progress = Combinators.combine(text, text, optionalNumbers())
                .as(StateEvent.Progress::new)
                .optional();
        Arbitrary<Optional<StateEvent.ContentError>> error =
                Combinators.combine(text, text).as(StateEvent.ContentError::new).optional();
        return Combinators.combine(
                        text, texts(), optionalIntegers(), optionalFlags(), text, optionalIntegers(), progress, error)
                .as(StateEvent::new);
    }

    private static Arbitrary<BackupProgressEvent> backups() {
        return Combinators.combine(texts(), texts(), texts(), optionalNumbers(), optionalIntegers(), optionalIntegers())
                .as(BackupProgressEvent::new);
    }

    /** An element of which nothing could be read is left out, so each has an id or an operation here. */
    static Arbitrary<InstallItem> installItems() {
        Arbitrary<Optional<String>> text = texts().optional();
        return Combinators.combine(text, installKeys(), texts().map(Optional::of), optionalNumbers(), text)
                .as(InstallItem::new);
    }

    private static Arbitrary<InstallKey> installKeys() {
        Arbitrary<Optional<String>> text = texts().optional();
        return Arbitraries.oneOf(List.of(
                Combinators.combine(text, text, text, text, text, text).as(InstallKey.File::new),
                Combinators.combine(text, text).as(InstallKey.ModrinthModpack::new),
                text.map(InstallKey.LocalModpack::new),
                Combinators.combine(text, text, text).as(InstallKey.PlatformVersion::new)));
    }

    private static Arbitrary<FilesystemOperation> operations() {
        return Combinators.combine(
                        texts(),
                        texts().optional().list().ofSize(7),
                        optionalNumbers(),
                        optionalIntegers(),
                        optionalIntegers())
                .as((op, t, progress, bytes, files) -> new FilesystemOperation(
                        Optional.of(op),
                        t.get(0),
                        progress,
                        bytes,
                        files,
                        t.get(1),
                        t.get(2),
                        t.get(3),
                        t.get(4),
                        t.get(5),
                        t.get(6)));
    }
}
