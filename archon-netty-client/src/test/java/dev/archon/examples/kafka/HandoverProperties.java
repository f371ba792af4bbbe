package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * One server, held by one backend after another, of which some write on although they have lost it; and a reader, who gets each
 * line once, in order, or a marked gap.
 */
class HandoverProperties {

    /** What happens next. */
    enum Step {
        PRINT,
        WRITE,
        WRITE_ALL,
        TAKE_OVER,
        KILL,
        LATE_WRITE,
        RECONNECT
    }

    record Happening(Step step, int amount) {}

    @Property(tries = 5_000)
    void aReaderGetsEachLineOnceOrAMarkedGap(
            @ForAll("happenings") List<Happening> happenings, @ForAll @IntRange(min = 1, max = 60) int history) {
        Fleet fleet = new Fleet(history);
        happenings.forEach(fleet::play);
        fleet.finish();
        fleet.checkReader();
    }

    @Property(tries = 2_000)
    void withAHistoryThatReachesBackNothingIsMissing(@ForAll("happenings") List<Happening> happenings) {
        Fleet fleet = new Fleet(100_000);
        happenings.forEach(fleet::play);
        fleet.finish();
        fleet.checkReader();
        assertEquals(0, fleet.gaps);
        assertEquals(fleet.printed, fleet.read.size());
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        return Combinators.combine(
                        Arbitraries.of(Step.class), Arbitraries.integers().between(1, 30))
                .as(Happening::new)
                .list()
                .ofMaxSize(60);
    }

    /** A backend that has held the server, or holds it. */
    private static final class Holder {

        private final LineCounter counter;
        /** Lines that were numbered and do not stand in the topic yet. */
        private final Deque<Entry> waiting = new ArrayDeque<>();

        Holder(long claim, Tail tail) {
            this.counter = new LineCounter(
                    tail, (number, line) -> waiting.add(new Entry(new LineNumber(claim, number), line)));
        }
    }

    record Entry(LineNumber header, String line) {}

    /** The server, its backends and the topic. */
    private static final class Fleet {

        private final int history;
        private final List<Entry> topic = new ArrayList<>();
        private final List<Holder> lost = new ArrayList<>();
        private final List<Integer> read = new ArrayList<>();
        private Holder holder;
        private int printed;
        private long claims;
        private int gaps;

        Fleet(int history) {
            this.history = history;
            this.holder = takeOver();
        }

        void play(Happening happening) {
            int amount = happening.amount();
            switch (happening.step()) {
                case PRINT -> print(amount);
                case WRITE -> write(holder, amount);
                case WRITE_ALL -> write(holder, Integer.MAX_VALUE);
                case TAKE_OVER -> {
                    // The one before goes on: it has not noticed yet that the server was taken from it.
                    lost.add(holder);
                    holder = takeOver();
                }
                case KILL -> holder = takeOver();
                case LATE_WRITE -> {
                    if (!lost.isEmpty()) {
                        write(lost.get(amount % lost.size()), amount);
                    }
                }
                case RECONNECT -> reconnect(amount);
            }
        }

        private void print(int lines) {
            for (int i = 0; i < lines; i++) {
                String line = "#" + printed++;
                holder.counter.line(line);
                lost.forEach(each -> each.counter.line(line));
            }
        }

        private void write(Holder by, int lines) {
            for (int i = 0; i < lines && !by.waiting.isEmpty(); i++) {
                topic.add(by.waiting.remove());
            }
        }

        /** Claims the server, reads what was written before, connects, and is shown the history. */
        private Holder takeOver() {
            Holder next = new Holder(claims, tailAfter(LineNumber.beginning(claims++)));
            for (int i = Math.max(0, printed - history); i < printed; i++) {
                next.counter.line("#" + i);
            }
            next.counter.historyEnd();
            return next;
        }

        private Tail tailAfter(LineNumber beginning) {
            topic.add(new Entry(beginning, ""));
            ReaderRule rule = new ReaderRule();
            Tail tail = new Tail();
            topic.forEach(entry -> {
                switch (rule.judge("server", entry.header())) {
                    case TAKE, TAKE_AFTER_GAP -> tail.add(entry.header().number(), entry.line());
                    case DROP, NO_LINE -> {
                        // A line that no reader takes is not part of the tail.
                    }
                }
            });
            return tail;
        }

        /** A connection is lost while so many lines are printed; what the history still has of them is delivered. */
        private void reconnect(int lines) {
            int first = printed;
            printed += lines;
            int from = Math.max(first, printed - history);
            if (from > first) {
                holder.counter.gap();
            }
            for (int i = from; i < printed; i++) {
                holder.counter.line("#" + i);
            }
            lost.clear();
        }

        void finish() {
            // What is printed last shows that nothing before it is missing without a mark.
            print(1);
            write(holder, Integer.MAX_VALUE);
            lost.forEach(each -> write(each, Integer.MAX_VALUE));
        }

        void checkReader() {
            ReaderRule rule = new ReaderRule();
            int last = -1;
            for (Entry entry : topic) {
                ReaderRule.Verdict verdict = rule.judge("server", entry.header());
                if (verdict == ReaderRule.Verdict.DROP || verdict == ReaderRule.Verdict.NO_LINE) {
                    continue;
                }
                int line = Integer.parseInt(entry.line().substring(1));
                if (verdict == ReaderRule.Verdict.TAKE_AFTER_GAP) {
                    gaps++;
                    assertTrue(line > last, "line " + line + " after " + last);
                } else if (last >= 0) {
                    assertEquals(last + 1, line);
                }
                read.add(line);
                last = line;
            }
            assertEquals(printed - 1, last, "the last line that was read");
        }
    }
}
