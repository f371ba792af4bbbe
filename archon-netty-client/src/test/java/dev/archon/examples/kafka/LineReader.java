package dev.archon.examples.kafka;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Prints the lines of all servers from the topic, each once. Used by one thread at a time. */
final class LineReader {

    /** What is printed in the place of lines that may be missing. */
    static final String GAP = "-- lines may be missing here --";

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final PrintStream out;
    private final ReaderRule rule = new ReaderRule();
    private long records;
    private long lines;
    private long dropped;
    private long gaps;

    /**
     * Makes a reader.
     *
     * @param consumer without a group; not closed by this
     * @param out receives the lines, each behind its server's id and a tab
     */
    LineReader(KafkaConsumer<String, byte[]> consumer, PrintStream out) {
        this.consumer = consumer;
        this.out = out;
    }

    /**
     * Reads the topic from its beginning.
     *
     * @param toEnd whether to stop at what is its end now
     * @param stopped asked now and then
     */
    void read(boolean toEnd, BooleanSupplier stopped) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.LINES, LIMIT).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
        while (!stopped.getAsBoolean() && !(toEnd && hasRead(ends))) {
            consumer.poll(POLL).forEach(this::take);
        }
        out.flush();
    }

    private boolean hasRead(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(each -> consumer.position(each.getKey()) >= each.getValue());
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        records++;
        switch (rule.judge(record.key(), LineRecords.header(record))) {
            case TAKE -> print(record);
            case TAKE_AFTER_GAP -> {
                gaps++;
                out.println(record.key() + "\t" + GAP);
                print(record);
            }
            case DROP -> dropped++;
            case NO_LINE -> {
                // A writer has begun.
            }
        }
    }

    private void print(ConsumerRecord<String, byte[]> record) {
        lines++;
        out.println(record.key() + "\t" + LineRecords.line(record));
    }

    /** What was read, in words. */
    String figures() {
        return records + " records, " + lines + " lines, " + dropped + " doubles dropped, " + gaps + " gaps";
    }
}
