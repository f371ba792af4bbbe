package dev.archon.client;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A program that has used up its file descriptors, for which its limit should be low. Prints what a client tells of it, and
 * goes on when there are some again.
 */
final class OutOfDescriptors {

    private OutOfDescriptors() {}

    /**
     * Runs it.
     *
     * @param arguments the base URL of a server with {@code demo} and {@code other}, one where nobody listens, and the
     *     transport
     */
    public static void main(String[] arguments) throws Exception {
        URI base = URI.create(arguments[0]);
        Transport transport = Transport.valueOf(arguments[2]);
        try (ArchonClient dead = client(URI.create(arguments[1]), transport, 0);
                ArchonClient client = client(base, transport, 10_000)) {
            // Loads the classes that a failure needs, since to load one takes a descriptor, too.
            awaitFailure(dead.server("demo").connect());
            ArchonServer demo = client.server("demo");
            demo.connect().get(20, TimeUnit.SECONDS);
            List<Closeable> files = useUp();
            ArchonServer other = client.server("other");
            CompletableFuture<Void> connected = other.connect();
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (other.status().lastCause().isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            demo.command("list").get(20, TimeUnit.SECONDS);
            String told = other.status().lastCause().orElseThrow().describe();
            for (Closeable file : files) {
                file.close();
            }
            connected.get(20, TimeUnit.SECONDS);
            System.out.println("told: " + told);
            System.out.println("connections: " + client.metrics().connections());
        }
    }

    private static ArchonClient client(URI base, Transport transport, int attempts) {
        return Clients.impatient(base)
                .transport(transport)
                .session(Clients.session(attempts).build())
                .build();
    }

    private static void awaitFailure(CompletableFuture<Void> future) throws Exception {
        try {
            future.get(20, TimeUnit.SECONDS);
            throw new IllegalStateException("somebody listens where nobody should");
        } catch (ExecutionException e) {
            System.out.println("failed as expected: " + e.getMessage());
        }
    }

    private static List<Closeable> useUp() {
        List<Closeable> files = new ArrayList<>();
        try {
            while (true) {
                files.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            System.out.println(files.size() + " files opened until " + e.getMessage());
            return files;
        }
    }
}
