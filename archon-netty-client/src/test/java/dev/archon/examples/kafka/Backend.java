package dev.archon.examples.kafka;

import dev.archon.client.ArchonClient;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One of several backends that share the servers of a fleet. The group gives it partitions of the topic of ids; it connects the
 * servers in them, and writes their lines and states.
 *
 * <p>{@link #run()} takes the calling thread; {@link #letGo()} and {@link #stop()} may be called from any other.
 */
final class Backend {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PROGRESS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The client ends its connections within 5 s. */
    private static final long STOP_SECONDS = 8;

    /** A coordinator that is away misses the member after the session timeout. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final ArchonClient client;
    private final Supplier<KafkaConsumer<String, byte[]>> members;
    private final RecordWriter writer;
    private final Takeover takeover;
    private final Ownership ownership;
    private final Consumer<String> told;
    private final OwnedServers owned = new OwnedServers();
    /** Partitions that the group has given to this backend, and that are not taken over yet. */
    private final Set<Integer> assigned = new TreeSet<>();

    private final Map<Integer, Holding> holdings = new ConcurrentHashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile @Nullable KafkaConsumer<String, byte[]> current;
    private volatile boolean stopped;
    private volatile boolean leaseLost;
    private long progressWritten = System.nanoTime();

    /**
     * Makes a backend.
     *
     * @param client connects the servers; not closed by this
     * @param members makes consumers of the backends' group
     * @param told receives what happens, in words
     */
    Backend(
            ArchonClient client,
            Supplier<KafkaConsumer<String, byte[]>> members,
            RecordWriter writer,
            Takeover takeover,
            Ownership ownership,
            Consumer<String> told) {
        this.client = client;
        this.members = members;
        this.writer = writer;
        this.takeover = takeover;
        this.ownership = ownership;
        this.told = told;
    }

    /**
     * Holds servers until it is stopped.
     *
     * @throws Exception if something failed that waiting does not mend. All servers have been let go of; start it again
     */
    void run() throws Exception {
        try {
            while (!stopped) {
                holdAsMember();
            }
        } catch (KafkaException e) {
            // A wakeup, which may come out of a callback in another exception.
            if (!stopped) {
                throw e;
            }
        }
    }

    /**
     * Holds servers until it is stopped or the lease is lost. Then the group may have given the servers to others, so that they
     * are held again by new claims only, and by a new consumer: one that is fenced while it leaves the group cannot be used again.
     */
    private void holdAsMember() throws Exception {
        leaseLost = false;
        KafkaConsumer<String, byte[]> member = members.get();
        current = member;
        try {
            subscribe(member);
            while (!stopped && !leaseLost) {
                Exception failed = failure.get();
                if (failed != null) {
                    throw failed;
                }
                for (ConsumerRecord<String, byte[]> each : member.poll(POLL)) {
                    change(each);
                }
                takeAssigned(member);
                writeProgressIfDue();
            }
        } finally {
            assigned.clear();
            release(owned.partitions());
            member.close(CloseOptions.timeout(CLOSE_LIMIT));
        }
    }

    /** How long ago the group was sent a heartbeat; for ever if there has been none. */
    Duration heartbeatAge() {
        KafkaConsumer<String, byte[]> member = current;
        return Heartbeats.age(member == null ? Map.of() : member.metrics());
    }

    /** Makes {@link #run()} return soon. */
    void stop() {
        stopped = true;
        KafkaConsumer<String, byte[]> member = current;
        if (member != null) {
            member.wakeup();
        }
    }

    /** Notes that writing has failed for good, which ends {@link #run()}. */
    void fail(Exception problem) {
        failure.compareAndSet(null, problem);
    }

    /** Ends all connections at once, since the group may have given the servers to another backend, and joins it again. */
    void letGo() {
        told.accept("no heartbeat for the time of the lease: letting go of all servers");
        // First, so that what is being taken over meanwhile is either seen here or sees it.
        leaseLost = true;
        holdings.values().forEach(Backend::letGo);
    }

    private static void letGo(Holding holding) {
        CompletableFuture<Void> unused = holding.stop();
    }

    private void subscribe(KafkaConsumer<String, byte[]> member) {
        member.subscribe(List.of(Topics.SERVERS), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // Taken over behind the callback, during which other members wait for an answer.
                assigned.addAll(numbers(partitions));
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                assigned.removeAll(numbers(partitions));
                release(numbers(partitions));
            }
        });
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toCollection(TreeSet::new));
    }

    private void takeAssigned(KafkaConsumer<String, byte[]> member) {
        if (assigned.isEmpty() || leaseLost) {
            return;
        }
        Set<Integer> partitions = Set.copyOf(assigned);
        try {
            Map<Integer, Long> ends = new HashMap<>();
            member.endOffsets(partitions.stream()
                            .map(each -> new TopicPartition(Topics.SERVERS, each))
                            .toList())
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
            Map<Integer, Takeover.Taken> taken = takeover.take(ends, () -> ownership.confirmed(member, ends));
            assigned.removeAll(taken.keySet());
            owned.assigned(taken.keySet());
            taken.forEach((partition, each) -> {
                hold(partition, each);
                // What has been read need not come again.
                member.seek(new TopicPartition(Topics.SERVERS, partition), ends.getOrDefault(partition, 0L));
            });
            if (!assigned.isEmpty()) {
                told.accept(
                        "did not take partitions " + assigned + ": the group has not confirmed that they are its own");
            }
        } catch (ExecutionException | TimeoutException e) {
            fail(new IllegalStateException(
                    "the broker did not let partitions " + partitions + " of " + Topics.SERVERS
                            + " be taken over; look at the broker, and start this backend again",
                    e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private void hold(int partition, Takeover.Taken taken) {
        holdings.put(partition, taken.holding());
        if (leaseLost) {
            letGo(taken.holding());
        }
        for (String server : taken.servers()) {
            if (owned.record(partition, server, true) == OwnedServers.Change.CONNECT) {
                start(taken.holding(), server);
            }
        }
        taken.holding().writeProgress();
        told.accept("took " + taken.servers().size() + " servers of partition " + partition);
    }

    private void start(Holding holding, String server) {
        holding.start(new ServerFeed(client.server(server), holding.claim(), holding.tail(server), writer));
    }

    /** Takes a change of the ids. */
    private void change(ConsumerRecord<String, byte[]> each) throws Exception {
        Holding holding = holdings.get(each.partition());
        OwnedServers.Change change = owned.record(each.partition(), each.key(), each.value() != null);
        if (holding == null || change == OwnedServers.Change.NONE) {
            return;
        }
        if (change == OwnedServers.Change.CONNECT) {
            // Also waits until what was written of it before, if it was removed and comes again, is safe.
            takeover.begin(each.key(), holding.claim());
            start(holding, each.key());
        } else {
            await(holding.stop(each.key()));
        }
        told.accept(change + " " + each.key());
    }

    private void release(Collection<Integer> partitions) {
        Set<String> servers = owned.revoked(partitions);
        List<Holding> released = partitions.stream()
                .filter(holdings::containsKey)
                .map(holdings::remove)
                .toList();
        if (released.isEmpty()) {
            return;
        }
        await(CompletableFuture.allOf(released.stream().map(Holding::stop).toArray(CompletableFuture<?>[]::new)));
        // The next owner finds less to read. What is not acknowledged yet it finds in the topic of lines.
        released.forEach(Holding::writeProgress);
        told.accept("released " + servers.size() + " servers of partitions " + partitions);
    }

    private void await(CompletableFuture<Void> end) {
        try {
            end.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What it writes from now on comes behind the next owner's beginning, and does not count.
            told.accept("a connection did not end in time: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private void writeProgressIfDue() {
        long now = System.nanoTime();
        if (now - progressWritten >= PROGRESS_EVERY_NANOS) {
            progressWritten = now;
            holdings.values().forEach(Holding::writeProgress);
        }
    }
}
