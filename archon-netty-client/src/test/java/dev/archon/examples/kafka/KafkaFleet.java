package dev.archon.examples.kafka;

import static java.util.Objects.requireNonNull;

import dev.archon.client.ArchonClient;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.ServerDetails;
import dev.archon.protocol.session.SessionPolicy;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A fleet of servers that several backends share by Apache Kafka. */
@Command(
        name = "kafka-fleet",
        mixinStandardHelpOptions = true,
        description = "Shares the servers of a fleet among backends by Apache Kafka.",
        subcommands = CommandLine.HelpCommand.class)
public final class KafkaFleet implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    /** So many threads hand lines to the producer. When its buffer is full all of them wait, and so do all servers. */
    private static final int HANDLER_THREADS = 4;

    /** What waits for handlers, for each server. */
    private static final int QUEUED_EVENTS = 4_096;

    private static final long QUEUED_BYTES = 1 << 20;
    private static final int REMEMBERED_LINES = 2_000;
    private static final long LEASE_CHECK_MILLIS = 200;

    /** How a program reaches Kafka. */
    static final class KafkaOptions {

        @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "A broker; ${DEFAULT-VALUE}.")
        private String bootstrap = "localhost:9092";

        KafkaClients clients() {
            return new KafkaClients(bootstrap);
        }
    }

    /** How a program reaches Archon. */
    static final class ArchonOptions {

        @Option(names = "--base-url", paramLabel = "URL", description = "Where the API is; ${DEFAULT-VALUE}.")
        private String baseUrl = RestPaths.DEFAULT_BASE;

        @Option(names = "--token", paramLabel = "TOKEN", description = "The API token; that in MODRINTH_TOKEN.")
        private String token = System.getenv().getOrDefault("MODRINTH_TOKEN", "none");
    }

    @Spec
    private @Nullable CommandSpec spec;

    private KafkaFleet() {}

    /**
     * Runs one of the commands.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KafkaFleet()).execute(arguments));
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "name one of topics, add, remove, backend and read");
    }

    @Command(name = "topics", description = "Creates the topics that are missing.", mixinStandardHelpOptions = true)
    int topics(
            @Mixin KafkaOptions kafka,
            @Option(
                            names = "--partitions",
                            defaultValue = "12",
                            description =
                                    "The most backends that can share the fleet; ${DEFAULT-VALUE}. Not to be changed.")
                    int partitions,
            @Option(names = "--replicas", defaultValue = "3", description = "Copies of each; ${DEFAULT-VALUE}.")
                    short replicas)
            throws Exception {
        try (Admin admin = kafka.clients().admin()) {
            Topics.create(admin, partitions, replicas, LIMIT);
        }
        return 0;
    }

    @Command(
            name = "add",
            description = "Adds servers to the fleet; without ids all that the token may see.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin KafkaOptions kafka,
            @Mixin ArchonOptions archon,
            @Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<String> ids)
            throws Exception {
        List<String> all = ids == null || ids.isEmpty() ? idsOfToken(archon) : ids;
        write(kafka, all, new byte[] {});
        System.out.println("added " + all.size() + " servers");
        return 0;
    }

    @Command(name = "remove", description = "Removes servers from the fleet.", mixinStandardHelpOptions = true)
    int remove(@Mixin KafkaOptions kafka, @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids)
            throws Exception {
        write(kafka, ids, null);
        return 0;
    }

    private static List<String> idsOfToken(ArchonOptions archon) throws Exception {
        try (ArchonClient client = ArchonClient.builder()
                .baseUrl(URI.create(archon.baseUrl))
                .token(archon.token)
                .build()) {
            return client.api().serverDetails().get(LIMIT.toSeconds(), TimeUnit.SECONDS).stream()
                    .map(ServerDetails::id)
                    .toList();
        }
    }

    private static void write(KafkaOptions kafka, List<String> ids, byte @Nullable [] value) throws Exception {
        try (Producer<String, byte[]> producer = kafka.clients().producer(KafkaClients.SMALL_BUFFER)) {
            for (String id : ids) {
                producer.send(new ProducerRecord<>(Topics.SERVERS, id, value)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    @Command(
            name = "read",
            description = "Prints the lines of all servers, each once.",
            mixinStandardHelpOptions = true)
    int read(
            @Mixin KafkaOptions kafka,
            @Option(names = "--to-end", description = "Stop at what is the end of the topic now.") boolean toEnd)
            throws Exception {
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out), !toEnd, StandardCharsets.UTF_8);
        try (KafkaConsumer<String, byte[]> consumer = kafka.clients().reader()) {
            LineReader reader = new LineReader(consumer, out);
            reader.read(toEnd, () -> Thread.currentThread().isInterrupted());
            System.err.println(reader.figures());
        }
        return 0;
    }

    @Command(name = "backend", description = "Holds a share of the servers.", mixinStandardHelpOptions = true)
    int backend(
            @Mixin KafkaOptions kafka,
            @Mixin ArchonOptions archon,
            @Option(names = "--name", required = true, description = "A name of its own in the group.") String name,
            @Option(
                            names = "--lease",
                            defaultValue = "45",
                            paramLabel = "SECONDS",
                            description = "The session timeout of the group; ${DEFAULT-VALUE}.")
                    int lease,
            @Option(
                            names = "--buffer",
                            defaultValue = "33554432",
                            paramLabel = "BYTES",
                            description = "How much may wait for the broker; ${DEFAULT-VALUE}.")
                    long buffer)
            throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<Backend> backend = new AtomicReference<>();
        ExecutorService handlers = Executors.newFixedThreadPool(HANDLER_THREADS, daemons("backend-handler"));
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(daemons("backend-lease"));
        try (Producer<String, byte[]> lines = kafka.clients().producer(buffer);
                Producer<String, byte[]> progress = kafka.clients().producer(KafkaClients.SMALL_BUFFER);
                Partitions reader = new Partitions(kafka.clients().reader(), LIMIT);
                Admin admin = kafka.clients().admin();
                ArchonClient client = client(archon, handlers)) {
            RecordWriter writer = new RecordWriter(
                    lines, progress, problem -> requireNonNull(backend.get()).fail(problem));
            Backend made = new Backend(
                    client,
                    () -> kafka.clients().member(name),
                    writer,
                    new Takeover(name, writer, reader, LIMIT),
                    new Ownership(admin, LIMIT),
                    what -> System.out.println(name + ": " + what));
            backend.set(made);
            Lease held = new Lease(Duration.ofSeconds(lease));
            watch.scheduleWithFixedDelay(
                    () -> {
                        if (held.runsOut(System.nanoTime(), made.heartbeatAge())) {
                            made.letGo();
                        }
                    },
                    LEASE_CHECK_MILLIS,
                    LEASE_CHECK_MILLIS,
                    TimeUnit.MILLISECONDS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(made, done)));
            try {
                made.run();
            } finally {
                // A broker that is away must not keep the process. What it does not take now the next owner finds in
                // the history.
                lines.close(CLOSE_LIMIT);
                progress.close(CLOSE_LIMIT);
            }
        } finally {
            done.countDown();
            watch.shutdownNow();
            handlers.shutdownNow();
        }
        return 0;
    }

    private static void end(Backend backend, CountDownLatch done) {
        backend.stop();
        try {
            if (!done.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("the backend did not end within " + LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ArchonClient client(ArchonOptions archon, ExecutorService handlers) {
        return ArchonClient.builder()
                .baseUrl(URI.create(archon.baseUrl))
                .token(archon.token)
                .executor(handlers)
                .queue(QUEUED_EVENTS, QUEUED_BYTES)
                .consoleContinuity(REMEMBERED_LINES)
                // The same text whichever machine writes it.
                .consoleTimeZone(ZoneOffset.UTC)
                .session(SessionPolicy.builder()
                        .backoff(BackoffPolicy.exponential().unlimitedAttempts().build())
                        .build())
                .build();
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
