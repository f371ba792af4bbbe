package dev.archon.client;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A program that connects to some servers, then to more of them, and prints each time what its heap holds, by class, when
 * nothing comes in any more.
 */
final class IdleConnections {

    static final int FIRST = 100;
    static final int MORE = 500;

    private static final int LIMIT_SECONDS = 60;

    /** Writes a line for each connection otherwise. */
    private static final Logger LOGGER = Logger.getLogger("dev.archon.client");

    private IdleConnections() {}

    /**
     * Runs it.
     *
     * @param arguments the base URL of a server with {@code server-0} and so on, and the transport
     */
    public static void main(String[] arguments) throws Exception {
        LOGGER.setLevel(Level.WARNING);
        try (ArchonClient client = ArchonClient.builder()
                .baseUrl(URI.create(arguments[0]))
                .transport(Transport.valueOf(arguments[1]))
                .token(Clients.TOKEN)
                .tokenCallLimit(1_000, FIRST + MORE)
                .build()) {
            connect(client, 0, FIRST);
            System.out.println(histogram());
            connect(client, FIRST, FIRST + MORE);
            System.out.println(histogram());
        }
    }

    /** Returns when the servers have nothing more to send. */
    private static void connect(ArchonClient client, int from, int to) throws Exception {
        CountDownLatch quiet = new CountDownLatch(to - from);
        List<ArchonServer> servers = IntStream.range(from, to)
                .mapToObj(i -> client.server("server-" + i))
                .toList();
        for (ArchonServer server : servers) {
            server.onBatch(events -> {});
            server.onHistoryEnd(end -> quiet.countDown());
        }
        CompletableFuture.allOf(servers.stream().map(ArchonServer::connect).toArray(CompletableFuture<?>[]::new))
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!quiet.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the history of " + quiet.getCount() + " servers did not end");
        }
    }

    /** What is reachable: a line for each class with its rank, its objects, their bytes and its name. */
    private static String histogram() throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
    }
}
