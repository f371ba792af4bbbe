package dev.archon.examples.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads stretches of partitions, from one offset to another. Used by one thread at a time. */
final class Partitions implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Duration limit;

    /**
     * Makes a reader.
     *
     * @param consumer without a group; closed with this
     * @param limit how long a stretch may take
     */
    Partitions(KafkaConsumer<String, byte[]> consumer, Duration limit) {
        this.consumer = consumer;
        this.limit = limit;
    }

    /**
     * Reads stretches of the partitions of a topic.
     *
     * @param from the first offset of each partition; what has been removed before it is left out
     * @param to the offset behind the last one of each partition
     * @param record receives the records, those of a partition in order
     * @throws IllegalStateException if it is not done within the limit
     */
    void read(
            String topic,
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<? super ConsumerRecord<String, byte[]>> record) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        to.forEach((partition, end) -> {
            if (from.getOrDefault(partition, 0L) < end) {
                ends.put(new TopicPartition(topic, partition), end);
            }
        });
        if (ends.isEmpty()) {
            return;
        }
        consumer.assign(ends.keySet());
        // A partition that was read before is still assigned, and paused.
        consumer.resume(ends.keySet());
        ends.keySet().forEach(each -> consumer.seek(each, from.getOrDefault(each.partition(), 0L)));
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ends.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the broker has not sent " + ends + " for " + limit.toSeconds()
                        + " s; look at the broker, and start this backend again");
            }
            for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                Long end = ends.get(new TopicPartition(topic, each.partition()));
                if (end != null && each.offset() < end) {
                    record.accept(each);
                }
            }
            List<TopicPartition> done = new ArrayList<>();
            ends.forEach((partition, end) -> {
                if (consumer.position(partition) >= end) {
                    done.add(partition);
                }
            });
            done.forEach(ends::remove);
            consumer.pause(done);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
