package dev.archon.examples.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Takes over the servers of partitions, so that their lines go on where they have stopped.
 *
 * <ol>
 *   <li>A claim is written for each partition; its offset is its number.
 *   <li>The group is asked whether this backend still owns the partition, and only then a second record confirms the claim.
 *   <li>What the owners before have written about their progress is read up to that record.
 *   <li>For each server it is written into the topic of lines that there is a new writer. What the owner before writes behind that
 *       counts for no reader, even if it does not know yet that it has lost the server.
 *   <li>The lines up to there are read from where the progress ends. So the tails are exact.
 * </ol>
 *
 * <p>Of two owners the later one has the higher number, even if the one before stands still between two of these steps and goes on
 * when it has lost the partition: a claim that is confirmed was written before that loss, and so before the later owner's. A claim that
 * was not the last one when it was confirmed is given up and written again, since its backend may have lost the partition and got it
 * back since.
 *
 * <p>Used by one thread at a time.
 */
final class Takeover {

    private final String backend;
    private final RecordWriter writer;
    private final Partitions reader;
    private final Duration limit;

    /**
     * Makes a takeover.
     *
     * @param backend the name of this backend
     * @param limit how long the broker may take for each step
     */
    Takeover(String backend, RecordWriter writer, Partitions reader, Duration limit) {
        this.backend = backend;
        this.writer = writer;
        this.reader = reader;
        this.limit = limit;
    }

    /** A partition that was taken over, with the ids of its servers, none of which is connected yet. */
    record Taken(Holding holding, Set<String> servers) {}

    /** Tells which partitions that are being taken over no other backend may hold. */
    interface Confirmation {

        /** Asks the group, after the claims have got their numbers. */
        Set<Integer> confirmed() throws InterruptedException, ExecutionException, TimeoutException;
    }

    /** A partition that is being taken over: what its owners before have written, and its servers, old ones among them. */
    private static final class Step {

        final Claim claim;
        /** The offset behind the record that confirms the claim. */
        final long confirmedEnd;

        final ProgressView before = new ProgressView();
        final Set<String> servers = new TreeSet<>();
        final Map<String, Tail> tails = new TreeMap<>();
        /** The offsets behind the beginnings of its servers, by partition of the lines. */
        final Map<Integer, Long> begun = new HashMap<>();

        Step(Claim claim, long confirmedEnd) {
            this.claim = claim;
            this.confirmedEnd = confirmedEnd;
        }
    }

    /**
     * Takes over partitions.
     *
     * @param ends the partitions of the ids, with the offsets behind the last id of each
     * @param confirmation asks the group
     * @return the partitions that were confirmed, and were not claimed by another backend meanwhile
     */
    Map<Integer, Taken> take(Map<Integer, Long> ends, Confirmation confirmation)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<Integer, Step> steps = claimed(ends.keySet(), confirmation);
        readProgress(steps);
        steps.values().removeIf(step -> !step.before.isHeldBy(step.claim.number()));
        readServers(steps, ends);
        ReaderRule rule = new ReaderRule();
        Map<String, Tail> tails = new HashMap<>();
        for (Step step : steps.values()) {
            Set<String> known = new TreeSet<>(step.servers);
            // Of servers that were removed as well: the tail of one that comes again must be exact.
            known.addAll(step.before.servers());
            for (String server : known) {
                Tail tail = step.before.tail(server);
                step.tails.put(server, tail);
                tails.put(server, tail);
                rule.resume(server, new LineNumber(step.before.offsetsClaim(), tail.next() - 1));
            }
            begin(step);
        }
        catchUp(steps.values(), record -> {
            Tail tail = tails.get(record.key());
            if (tail != null) {
                apply(rule, tail, record);
            }
        });
        Map<Integer, Taken> taken = new TreeMap<>();
        steps.forEach((partition, step) -> {
            step.tails.values().removeIf(Tail::isEmpty);
            Holding holding = new Holding(step.claim, step.tails, step.before.removable(), writer);
            taken.put(partition, new Taken(holding, step.servers));
        });
        return taken;
    }

    /** Says to all readers that a server is written by the holder of that claim from now on, and waits until it stands there. */
    void begin(String server, Claim claim) throws InterruptedException, ExecutionException, TimeoutException {
        RecordMetadata written = await(writer.beginning(server, claim.number()));
        claim.written(written.partition(), written.offset());
    }

    private Map<Integer, Step> claimed(Collection<Integer> partitions, Confirmation confirmation)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<Integer, Long> numbers = write(partitions, partition -> ProgressView.CLAIM);
        // Asked behind the claims, so that the claim of whoever owns a partition afterwards has a higher number.
        Set<Integer> confirmed = confirmation.confirmed();
        Map<Integer, Step> steps = new TreeMap<>();
        write(confirmed, partition -> ProgressView.confirmedKey(numbers.getOrDefault(partition, 0L)))
                .forEach((partition, offset) -> {
                    Claim claim = new Claim(partition, numbers.getOrDefault(partition, 0L), backend);
                    steps.put(partition, new Step(claim, offset + 1));
                });
        return steps;
    }

    /** Writes a record into partitions of the progress and returns the offsets. */
    private Map<Integer, Long> write(Collection<Integer> partitions, IntFunction<String> key)
            throws InterruptedException, ExecutionException, TimeoutException {
        byte[] name = backend.getBytes(StandardCharsets.UTF_8);
        Map<Integer, Future<RecordMetadata>> sent = new TreeMap<>();
        partitions.forEach(partition -> sent.put(partition, writer.progress(partition, key.apply(partition), name)));
        Map<Integer, Long> offsets = new TreeMap<>();
        for (Map.Entry<Integer, Future<RecordMetadata>> each : sent.entrySet()) {
            offsets.put(each.getKey(), await(each.getValue()).offset());
        }
        return offsets;
    }

    private void readProgress(Map<Integer, Step> steps) {
        Map<Integer, Long> ends = new HashMap<>();
        steps.forEach((partition, step) -> ends.put(partition, step.confirmedEnd));
        reader.read(Topics.PROGRESS, Map.of(), ends, record -> {
            Step step = steps.get(record.partition());
            if (step != null) {
                step.before.record(record.offset(), record.key(), record.value());
            }
        });
    }

    private void readServers(Map<Integer, Step> steps, Map<Integer, Long> ends) {
        reader.read(Topics.SERVERS, Map.of(), ends, record -> {
            Step step = steps.get(record.partition());
            if (step != null) {
                boolean unused =
                        record.value() == null ? step.servers.remove(record.key()) : step.servers.add(record.key());
            }
        });
    }

    /** Writes the beginnings of all servers at once. */
    private void begin(Step step) throws InterruptedException, ExecutionException, TimeoutException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        step.tails.keySet().forEach(server -> sent.add(writer.beginning(server, step.claim.number())));
        for (Future<RecordMetadata> each : sent) {
            RecordMetadata written = await(each);
            step.begun.merge(written.partition(), written.offset() + 1, Math::max);
        }
    }

    private void catchUp(Collection<Step> steps, Consumer<ConsumerRecord<String, byte[]>> record) {
        Map<Integer, Long> from = new HashMap<>();
        Map<Integer, Long> to = new HashMap<>();
        for (Step step : steps) {
            Map<Integer, Long> known = step.before.offsets();
            step.begun.forEach((partition, end) -> {
                // Nothing is known of a fleet whose first owner was lost at once. Later, no offset means no line.
                from.merge(partition, known.isEmpty() ? 0L : known.getOrDefault(partition, end), Math::min);
                to.merge(partition, end, Math::max);
            });
        }
        reader.read(Topics.LINES, from, to, record);
        for (Step step : steps) {
            step.before.offsets().forEach((partition, end) -> step.claim.written(partition, end - 1));
            step.begun.forEach((partition, end) -> step.claim.written(partition, end - 1));
        }
    }

    private static void apply(ReaderRule rule, Tail tail, ConsumerRecord<String, byte[]> record) {
        LineNumber header = LineRecords.header(record);
        switch (rule.judge(record.key(), header)) {
            case TAKE, TAKE_AFTER_GAP -> tail.add(header.number(), LineRecords.line(record));
            case DROP, NO_LINE -> {
                // What no reader takes is not part of the tail.
            }
        }
    }

    private RecordMetadata await(Future<RecordMetadata> written)
            throws InterruptedException, ExecutionException, TimeoutException {
        return written.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
