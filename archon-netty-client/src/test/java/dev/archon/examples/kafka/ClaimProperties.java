package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * One partition, which the group gives to one backend after another, while each of them goes on with its takeover or stands still as
 * it happens: the claim of the one that owns the partition and has taken it is the newest one for whoever reads the progress.
 */
class ClaimProperties {

    private static final int BACKENDS = 3;

    /** What happens next. */
    enum Step {
        /** The group gives the partition to a backend. */
        GIVE,
        /** A backend begins a takeover, believing that the partition is its own. */
        BEGIN,
        /** A backend goes on with its takeover. */
        GO_ON,
        /** The topic is compacted. */
        COMPACT
    }

    record Happening(Step step, int backend) {}

    @Property(tries = 20_000)
    void noBackendThatHasLostThePartitionFencesTheOneThatHoldsIt(@ForAll("happenings") List<Happening> happenings) {
        Fleet fleet = new Fleet();
        happenings.forEach(each -> {
            fleet.play(each);
            fleet.check();
        });
        fleet.finish();
        fleet.check();
        assertEquals(fleet.log.claim(), fleet.owner.holding, "the owner has got the partition");
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(Step.GIVE)),
                                Tuple.of(1, Arbitraries.just(Step.BEGIN)),
                                Tuple.of(8, Arbitraries.just(Step.GO_ON)),
                                Tuple.of(1, Arbitraries.just(Step.COMPACT))),
                        Arbitraries.integers().between(0, BACKENDS - 1))
                .as(Happening::new)
                .list()
                .ofMaxSize(60);
    }

    /** The steps of a takeover, each of which a backend may stand still before. */
    private enum Stage {
        IDLE,
        CLAIM,
        ASK,
        CONFIRM,
        READ
    }

    private static final class Backend {

        private Stage stage = Stage.IDLE;
        private long number;
        private long confirmedEnd;
        /** The claim by which it holds the servers; -1 without. */
        private long holding = -1;
        /** Whether its consumer will tell it of a loss, when it has come to the end of its takeover. */
        private boolean lost;
    }

    private record Entry(long offset, String key) {}

    /** The topic of progress. */
    private static final class Log {

        private List<Entry> entries = new ArrayList<>();
        private long end;

        long append(String key) {
            entries.add(new Entry(end, key));
            return end++;
        }

        /** Keeps the newest record of each key. */
        void compact() {
            Map<String, Entry> newest = new LinkedHashMap<>();
            for (Entry each : entries) {
                // Behind what was written since, and not in the place of its key's record before.
                newest.remove(each.key());
                newest.put(each.key(), each);
            }
            entries = new ArrayList<>(newest.values());
        }

        ProgressView view(long to) {
            ProgressView view = new ProgressView();
            entries.stream()
                    .filter(each -> each.offset() < to)
                    .forEach(each -> view.record(each.offset(), each.key(), new byte[0]));
            return view;
        }

        long claim() {
            return view(end).claim();
        }
    }

    private static final class Fleet {

        private final Log log = new Log();
        private final List<Backend> backends =
                IntStream.range(0, BACKENDS).mapToObj(each -> new Backend()).toList();
        private Backend owner = backends.get(0);

        void play(Happening happening) {
            Backend backend = backends.get(happening.backend());
            switch (happening.step()) {
                case GIVE -> give(backend);
                case BEGIN -> begin(backend);
                case GO_ON -> goOn(backend);
                case COMPACT -> log.compact();
            }
        }

        private void give(Backend next) {
            if (next == owner) {
                return;
            }
            // One that is in no takeover, or not sure yet that it owns the partition, may learn of it as late as it
            // likes.
            owner.lost = true;
            owner = next;
            begin(next);
        }

        private void begin(Backend backend) {
            if (backend.stage == Stage.IDLE && (backend.holding < 0 || backend.lost)) {
                backend.holding = -1;
                backend.lost = false;
                backend.stage = Stage.CLAIM;
            }
        }

        private void goOn(Backend backend) {
            switch (backend.stage) {
                case IDLE -> {
                    if (backend.lost) {
                        backend.lost = false;
                        backend.holding = -1;
                    }
                    if (backend == owner) {
                        begin(backend);
                    }
                }
                case CLAIM -> {
                    backend.number = log.append(ProgressView.CLAIM);
                    backend.stage = Stage.ASK;
                }
                case ASK -> {
                    if (backend == owner) {
                        // What it has lost before the group's answer it may never have heard of.
                        backend.lost = false;
                        backend.stage = Stage.CONFIRM;
                    } else {
                        backend.stage = Stage.IDLE;
                    }
                }
                case CONFIRM -> {
                    backend.confirmedEnd = log.append(ProgressView.confirmedKey(backend.number)) + 1;
                    backend.stage = Stage.READ;
                }
                case READ -> {
                    if (log.view(backend.confirmedEnd).isHeldBy(backend.number)) {
                        backend.holding = backend.number;
                    }
                    backend.stage = Stage.IDLE;
                }
            }
        }

        /** All go on for as long as a takeover may need. */
        void finish() {
            for (int i = 0; i < 50; i++) {
                backends.forEach(this::goOn);
            }
        }

        void check() {
            if (owner.holding >= 0 && !owner.lost && owner.stage == Stage.IDLE) {
                assertEquals(owner.holding, log.claim(), "the newest claim");
            }
        }
    }
}
