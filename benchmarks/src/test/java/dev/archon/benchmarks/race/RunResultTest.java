package dev.archon.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RunResultTest {

    private static final String SENT = "sent run=3 cores=0.50 deflated=false CHARACTERS_EVENTS=2000"
            + " CHARACTERS=-77 LINES_EVENTS=8000 LINES=-79 UTF_8_EVENTS=1980 UTF_8=-78 PAYLOAD_EVENTS=2000 PAYLOAD=12";

    @Test
    void hasFiguresForEachEvent() throws RaceException {
        RunResult result = RunResult.of(
                "found events=1000 nanos=500000000 cpu=400000 allocated=190000 total=2000 checksum=-77 unit=CHARACTERS",
                SENT);

        assertEquals(OptionalDouble.of(2_000), result.get(Metric.RATE));
        assertEquals(OptionalDouble.of(400), result.get(Metric.CPU));
        assertEquals(OptionalDouble.of(190), result.get(Metric.ALLOCATED));
        assertEquals(OptionalDouble.empty(), result.get(Metric.P99));
        assertEquals(0.5, result.senderCores());
    }

    @Test
    void figuresOfLinesAreThoseOfTheMessagesTheyCameIn() throws RaceException {
        RunResult result = RunResult.of(
                "found events=4000 nanos=500000000 cpu=400000 allocated=190000 total=8000 checksum=-79 unit=LINES",
                SENT);

        assertEquals(OptionalDouble.of(2_000), result.get(Metric.RATE));
        assertEquals(OptionalDouble.of(400), result.get(Metric.CPU));
        assertEquals(OptionalDouble.of(190), result.get(Metric.ALLOCATED));
    }

    @Test
    void hasTheDistributionOfLatencies() throws RaceException {
        RunResult result = RunResult.of(
                "found events=10 nanos=1 cpu=400 total=2000 checksum=-77 unit=CHARACTERS p50=7 distribution=1,7,12",
                SENT);

        assertEquals(List.of(1.0, 7.0, 12.0), result.distribution());
    }

    @Test
    void theKernelsPartIsAShareOfTheCpuTime() throws RaceException {
        RunResult result = RunResult.of(
                "found events=10 nanos=1 cpu=400 kernel=100 total=2000 checksum=-77 unit=CHARACTERS", SENT);

        assertEquals(OptionalDouble.of(25), result.get(Metric.KERNEL));
    }

    @Test
    void isRefusedWhereAnEventIsMissing() {
        RaceException refused = assertThrows(
                RaceException.class,
                () -> RunResult.of("found events=1 nanos=1 cpu=1 total=1999 checksum=-77 unit=CHARACTERS", SENT));

        assertTrue(String.valueOf(refused.getMessage()).contains("1999"), refused::toString);
    }

    @Test
    void isRefusedWhereALengthIsWrong() {
        assertThrows(
                RaceException.class,
                () -> RunResult.of("found events=1 nanos=1 cpu=1 total=2000 checksum=-78 unit=CHARACTERS", SENT));
        assertThrows(
                RaceException.class,
                () -> RunResult.of("found events=1 nanos=1 cpu=1 total=2000 checksum=-77 unit=PAYLOAD", SENT));
    }

    @Test
    void whoReadsLinesOnlyNeedNotHaveTheOthers() throws RaceException {
        RunResult.of("found events=1 nanos=1 cpu=1 total=1980 checksum=-78 unit=UTF_8", SENT);
    }

    @Test
    void comparesAsManyBitsAsTheClientCanCount() throws RaceException {
        String sent = SENT.replace("CHARACTERS=-77", "CHARACTERS=" + ((5L << 32) + 77));

        RunResult.of("found events=1 nanos=1 cpu=1 total=2000 checksum=77 unit=CHARACTERS bits=32", sent);
        assertThrows(
                RaceException.class,
                () -> RunResult.of(
                        "found events=1 nanos=1 cpu=1 total=2000 checksum=78 unit=CHARACTERS bits=32", sent));
    }

    @Test
    void isRefusedWhereTheSenderBroke() {
        assertThrows(
                RaceException.class,
                () -> RunResult.of(
                        "found events=1 nanos=1 cpu=1 total=2000 checksum=-77 unit=CHARACTERS",
                        "broken run=3 reason=Broken_pipe"));
    }

    @Test
    void isRefusedWhereLinesComeBeforeTheyWereSent() {
        assertThrows(
                RaceException.class,
                () -> RunResult.of(
                        "found events=1 nanos=1 cpu=1 total=2000 checksum=-77 unit=CHARACTERS p50=-12 p99=1", SENT));
    }
}
