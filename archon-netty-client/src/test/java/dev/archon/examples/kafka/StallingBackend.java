package dev.archon.examples.kafka;

import static java.util.Objects.requireNonNull;

import dev.archon.client.ArchonClient;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A backend that waits for a line of its input at one point of its first takeover, and looks at no lease: what comes behind that
 * point is what a backend does that has stood still there.
 */
final class StallingBackend {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long BUFFER = 1 << 20;

    /** Where it waits. */
    enum Point {
        BEFORE_THE_CLAIM,
        BEHIND_THE_CLAIM,
        BEFORE_THE_CONFIRMATION,
        BEFORE_THE_BEGINNING;

        private boolean is(ProducerRecord<?, ?> record) {
            return switch (this) {
                case BEFORE_THE_CLAIM, BEHIND_THE_CLAIM -> record.key().equals(ProgressView.CLAIM);
                case BEFORE_THE_CONFIRMATION -> record.key().toString().startsWith(ProgressView.CONFIRMED);
                case BEFORE_THE_BEGINNING -> record.topic().equals(Topics.LINES);
            };
        }
    }

    private StallingBackend() {}

    /**
     * Runs the backend until its process ends.
     *
     * @param arguments the broker's address, the base URL, the name, and the {@link Point}
     */
    public static void main(String[] arguments) throws Exception {
        KafkaClients clients = new KafkaClients(arguments[0]);
        String name = arguments[2];
        Point point = Point.valueOf(arguments[3]);
        AtomicReference<Backend> backend = new AtomicReference<>();
        try (Producer<String, byte[]> lines = clients.producer(BUFFER);
                Producer<String, byte[]> progress = clients.producer(BUFFER);
                Partitions reader = new Partitions(clients.reader(), LIMIT);
                Admin admin = clients.admin();
                ArchonClient client = ArchonClient.builder()
                        .baseUrl(URI.create(arguments[1]))
                        .token("any")
                        .build()) {
            AtomicBoolean reached = new AtomicBoolean();
            RecordWriter writer = new RecordWriter(
                    stalling(lines, point, reached),
                    stalling(progress, point, reached),
                    problem -> requireNonNull(backend.get()).fail(problem));
            Backend made = new Backend(
                    client,
                    () -> clients.member(name),
                    writer,
                    new Takeover(name, writer, reader, LIMIT),
                    new Ownership(admin, LIMIT),
                    what -> System.out.println(name + ": " + what));
            backend.set(made);
            made.run();
        }
    }

    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> stalling(
            Producer<String, byte[]> producer, Point point, AtomicBoolean reached) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            boolean there = arguments != null
                    && arguments[0] instanceof ProducerRecord<?, ?> record
                    && point.is(record)
                    && reached.compareAndSet(false, true);
            boolean behind = point == Point.BEHIND_THE_CLAIM;
            if (there && !behind) {
                stall(point);
            }
            Object result = method.invoke(producer, arguments);
            if (there && behind) {
                ((Future<?>) result).get();
                stall(point);
            }
            return result;
        };
        return (Producer<String, byte[]>) Proxy.newProxyInstance(
                StallingBackend.class.getClassLoader(), new Class<?>[] {Producer.class}, handler);
    }

    private static void stall(Point point) throws IOException {
        System.out.println("stands still: " + point);
        int unused = System.in.read();
    }
}
