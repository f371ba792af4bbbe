package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TailProperties {

    @Property
    void theLastLinesAreKept(@ForAll @IntRange(max = 300) int lines) {
        Tail tail = of(lines);
        assertEquals(lines, tail.next());
        assertArrayEquals(
                IntStream.range(Math.max(0, lines - Tail.MOST), lines)
                        .mapToLong(i -> Tail.hash("#" + i))
                        .toArray(),
                tail.hashes());
    }

    @Property
    void whatIsWrittenIsRead(@ForAll @IntRange(max = 300) int lines, @ForAll @IntRange(min = 1, max = 5) int leftOut) {
        Tail tail = of(lines);
        tail.add(lines + leftOut, "after a gap");
        assertEquals(tail.toString(), Tail.ofBytes(tail.toBytes()).toString());
        assertEquals(1, tail.hashes().length);
    }

    @Property
    void aCopyGoesOnByItself(@ForAll @IntRange(max = 100) int lines) {
        Tail tail = of(lines);
        Tail copy = tail.copy();
        tail.add(lines, "one more");
        assertEquals(of(lines).toString(), copy.toString());
    }

    @Property
    void headersAreReadAsTheyWereWritten(
            @ForAll @LongRange(max = Long.MAX_VALUE) long claim,
            @ForAll @LongRange(min = -1, max = Long.MAX_VALUE) long number) {
        LineNumber header = new LineNumber(claim, number);
        assertEquals(header, LineNumber.ofBytes(header.toBytes()));
    }

    @Property
    void whatIsNotATailOrAHeaderIsRefusedAsAnArgument(@ForAll @Size(max = 600) byte[] bytes) {
        refusedOrRead(() -> Tail.ofBytes(bytes));
        refusedOrRead(() -> LineNumber.ofBytes(bytes));
    }

    private static void refusedOrRead(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            assertEquals(false, String.valueOf(e.getMessage()).isEmpty());
        }
    }

    private static Tail of(int lines) {
        Tail tail = new Tail();
        for (int i = 0; i < lines; i++) {
            tail.add(i, "#" + i);
        }
        return tail;
    }

    @Property
    void theNewLinesOfAHistoryAreFoundWhereverItBegins(
            @ForAll @IntRange(min = 1, max = 200) int written,
            @ForAll @IntRange(max = 200) int since,
            @ForAll @IntRange(min = 1, max = 400) int history) {
        int printed = written + since;
        int from = Math.max(0, printed - history);
        long[] shown = IntStream.range(from, printed)
                .mapToLong(i -> Tail.hash("#" + i))
                .toArray();
        int expected = from < written ? written - from : -1;
        assertEquals(expected, LineCounter.newFrom(of(written).hashes(), shown));
    }

    @Property
    void repeatedLinesAreNotWrittenTwice(@ForAll @IntRange(min = 1, max = 64) int written) {
        long[] same = new long[written];
        assertEquals(200, LineCounter.newFrom(same, new long[200]), List.of(written)::toString);
    }
}
