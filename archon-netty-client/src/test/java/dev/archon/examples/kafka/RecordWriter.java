package dev.archon.examples.kafka;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes the records of the topics. Any thread may use it; one that finds the producer's buffer full waits for room. */
final class RecordWriter {

    /** In UTF-16 units. As UTF-8 it is below what Kafka takes as one record by default, 1 MiB. */
    static final int LONGEST_LINE = 300_000;

    private static final String CUT = "... [cut]";

    private final Producer<String, byte[]> lines;
    private final Producer<String, byte[]> progress;
    private final Consumer<? super Exception> failure;

    /**
     * Makes a writer.
     *
     * @param lines writes lines and states; not closed by this
     * @param progress writes the progress, which must not wait until there is room for lines; not closed by this
     * @param failure receives what the producer cannot get over, such as a topic that it may not write to
     */
    RecordWriter(
            Producer<String, byte[]> lines, Producer<String, byte[]> progress, Consumer<? super Exception> failure) {
        this.lines = lines;
        this.progress = progress;
        this.failure = failure;
    }

    /** Receives where a record was written, on the producer's thread. */
    interface Written {

        /** The record is safe. */
        void at(int partition, long offset);
    }

    /** A line, without what is too long for a record. */
    static String shortened(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - CUT.length()) + CUT;
    }

    void line(String server, LineNumber number, String line, Written written) {
        Future<RecordMetadata> unused =
                send(lines, lineRecord(server, number, line.getBytes(StandardCharsets.UTF_8)), written);
    }

    /** Writes that a server has a new writer; the lines of earlier ones do not count behind it. */
    Future<RecordMetadata> beginning(String server, long claim) {
        return send(lines, lineRecord(server, LineNumber.beginning(claim), null), (partition, offset) -> {});
    }

    private static ProducerRecord<String, byte[]> lineRecord(
            String server, LineNumber number, byte @Nullable [] value) {
        ProducerRecord<String, byte[]> made = new ProducerRecord<>(Topics.LINES, server, value);
        made.headers().add(LineNumber.HEADER, number.toBytes());
        return made;
    }

    void state(String server, long claim, ServerState state) {
        ProducerRecord<String, byte[]> made = new ProducerRecord<>(Topics.STATE, server, state.toJson());
        made.headers().add(LineNumber.HEADER, LineNumber.beginning(claim).toBytes());
        Future<RecordMetadata> unused = send(lines, made, (partition, offset) -> {});
    }

    Future<RecordMetadata> progress(int partition, String key, byte @Nullable [] value) {
        return send(progress, new ProducerRecord<>(Topics.PROGRESS, partition, key, value), (written, offset) -> {});
    }

    private Future<RecordMetadata> send(
            Producer<String, byte[]> producer, ProducerRecord<String, byte[]> made, Written written) {
        try {
            return producer.send(made, (metadata, problem) -> {
                if (problem == null) {
                    written.at(metadata.partition(), metadata.offset());
                } else {
                    failure.accept(problem);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            // The lines that follow must not be written without this one.
            failure.accept(e);
            throw e;
        }
    }
}
