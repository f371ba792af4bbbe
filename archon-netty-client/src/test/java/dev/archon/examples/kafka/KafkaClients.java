package dev.archon.examples.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka's clients, set as the example needs them.
 *
 * @param bootstrap the addresses of brokers
 */
record KafkaClients(String bootstrap) {

    /** The group of the backends. */
    static final String GROUP = "archon-backends";

    /** For what is written rarely. */
    static final long SMALL_BUFFER = 8 << 20;

    private static final Duration API_LIMIT = Duration.ofMinutes(2);
    private static final int MOST_RECORDS = 5_000;

    /** How soon a broker that was away is tried again, at the latest. */
    private static final int RECONNECT_MILLIS = 500;

    Admin admin() {
        return Admin.create(connection());
    }

    /**
     * A producer that loses nothing and writes nothing twice: idempotent, acknowledged by all replicas, and without an end to its
     * attempts. When its buffer is full, {@code send} blocks until there is room.
     *
     * @param bufferBytes how much may wait for the broker
     */
    KafkaProducer<String, byte[]> producer(long bufferBytes) {
        Map<String, Object> settings = new HashMap<>(connection());
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** The consumer by which a backend gets its share of the servers, by the group protocol of Kafka 4. */
    KafkaConsumer<String, byte[]> member(String name) {
        Map<String, Object> settings = new HashMap<>(consumption());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer that reads partitions by itself, without a group. */
    KafkaConsumer<String, byte[]> reader() {
        return new KafkaConsumer<>(consumption(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consumption() {
        Map<String, Object> settings = new HashMap<>(connection());
        // Each new owner reads the ids from the beginning. What Ownership commits is only a question to the
        // coordinator.
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        // A broker may be away for a while.
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) API_LIMIT.toMillis());
        return settings;
    }

    private Map<String, Object> connection() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                RECONNECT_MILLIS);
    }
}
