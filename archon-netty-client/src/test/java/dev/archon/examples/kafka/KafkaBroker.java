package dev.archon.examples.kafka;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** A broker of Kafka in KRaft mode, as a process, with its data in a folder. */
final class KafkaBroker implements AutoCloseable {

    /** The jars of a broker; the build puts them there. */
    static final Path JARS = Path.of("target/kafka-broker").toAbsolutePath();

    private static final String HEAP = "256m";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final int FIRST_PORT = 20_000;
    /** Linux gives away 32,768 and above, other systems 49,152 and above. */
    private static final int FIRST_GIVEN_AWAY = 32_768;

    private static final int MOST_PORTS_TRIED = 50;

    private final Path folder;
    private final Path settings;
    private final int port;
    private JavaProcess process;

    private KafkaBroker(Path folder, Path settings, int port, JavaProcess process) {
        this.folder = folder;
        this.settings = settings;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a broker and waits until it takes connections.
     *
     * @param folder an empty folder
     * @param sessionSeconds how long a member of a group is not missed
     */
    static KafkaBroker start(Path folder, int sessionSeconds) throws IOException, InterruptedException {
        if (!Files.isDirectory(JARS)) {
            throw new IOException(JARS + " is missing; mvn generate-test-resources makes it");
        }
        int port = freePort();
        int controller = freePort();
        Path settings = Files.writeString(
                folder.resolve("server.properties"),
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "listeners=BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                        "advertised.listeners=BROKER://127.0.0.1:" + port,
                        "listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "inter.broker.listener.name=BROKER",
                        "controller.listener.names=CONTROLLER",
                        "controller.quorum.voters=1@127.0.0.1:" + controller,
                        "log.dirs=" + folder.resolve("data"),
                        "auto.create.topics.enable=false",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "num.network.threads=1",
                        "num.io.threads=2",
                        "log.cleaner.dedupe.buffer.size=4194304",
                        "group.consumer.min.session.timeout.ms=1000",
                        "group.consumer.session.timeout.ms=" + sessionSeconds * 1_000,
                        "group.consumer.min.heartbeat.interval.ms=100",
                        "group.consumer.heartbeat.interval.ms=500"));
        try (JavaProcess format = JavaProcess.start(
                "format",
                folder,
                HEAP,
                JARS + "/*",
                "kafka.tools.StorageTool",
                List.of("format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", settings.toString()))) {
            format.finish(LIMIT);
        }
        KafkaBroker broker = new KafkaBroker(folder, settings, port, launch(folder, settings));
        try {
            broker.awaitPort();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    private static JavaProcess launch(Path folder, Path settings) throws IOException {
        return JavaProcess.start("broker", folder, HEAP, JARS + "/*", "kafka.Kafka", List.of(settings.toString()));
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    JavaProcess process() {
        return process;
    }

    /** Ends the broker. Its clients try to reach it again and again. */
    void stop() {
        process.close();
    }

    /** Starts it again with its data, after {@link #stop()}. */
    void startAgain() throws IOException {
        process = launch(folder, settings);
        awaitPort();
    }

    private void awaitPort() {
        Awaitility.await("the broker")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the broker has ended\n" + process.printed());
                    }
                    return listens();
                });
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Finds a port below those that systems give away by themselves. Nobody else is given it until the broker listens, and
     * while it is started again, and no client that tries to reach it is given it for its own end.
     */
    private static int freePort() throws IOException {
        IOException failure = new IOException("none of " + MOST_PORTS_TRIED + " ports is free");
        for (int attempt = 0; attempt < MOST_PORTS_TRIED; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_GIVEN_AWAY);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Another program has it.
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    @Override
    public void close() {
        process.close();
    }
}
