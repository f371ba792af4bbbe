package dev.archon.examples.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** How a record of the topic of lines is read. */
final class LineRecords {

    private LineRecords() {}

    /**
     * Returns what the record's header says.
     *
     * @throws IllegalArgumentException if it has none, or another one
     */
    static LineNumber header(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(LineNumber.HEADER);
        if (header == null) {
            throw new IllegalArgumentException(
                    "the record at " + record.topic() + "-" + record.partition() + ", offset " + record.offset()
                            + " has no header " + LineNumber.HEADER + ": it was not written by a backend");
        }
        return LineNumber.ofBytes(header.value());
    }

    static String line(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
