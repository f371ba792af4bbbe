package dev.archon.client;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that has used up its file descriptors, for which its limit should be low. Prints what a client tells of it, and
 * goes on when there are some again.
 */
final class OutOfDescriptors {

    private static final Pattern PARTS = Pattern.compile(Pattern.quote(File.pathSeparator));

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
            loadClasses();
            awaitFailure(dead.server("demo").connect());
            ArchonServer demo = client.server("demo");
            CountDownLatch heard = new CountDownLatch(1);
            demo.onLine(line -> heard.countDown());
            demo.connect().get(20, TimeUnit.SECONDS);
            demo.reconnect().get(20, TimeUnit.SECONDS);
            if (!heard.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no line came");
            }
            ArchonServer other = client.server("other");
            List<Closeable> files = new ArrayList<>();
            useUp(files);
            CompletableFuture<Void> connected = other.connect();
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (other.status().lastCause().isEmpty() && System.nanoTime() < end) {
                // Connections that have ended meanwhile have given theirs back.
                useUp(files);
            }
            demo.command("list").get(20, TimeUnit.SECONDS);
            String told = other.status().lastCause().orElseThrow().describe();
            for (Closeable file : files) {
                file.close();
            }
            connected.get(20, TimeUnit.SECONDS);
            System.out.println("told: " + told);
            System.out.println("connected when there were some again");
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

    /** To load a class from a folder takes a descriptor, too, and one that was not found once is never found again. */
    private static void loadClasses() throws IOException, ClassNotFoundException {
        for (String part :
                PARTS.splitAsStream(System.getProperty("java.class.path")).toList()) {
            Path own = Path.of(part, "dev", "archon");
            if (Files.isDirectory(own)) {
                try (Stream<Path> files = Files.walk(own)) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                            .toList()) {
                        String name = Path.of(part).relativize(file).toString().replace(File.separatorChar, '.');
                        if (!name.endsWith("-info.class")) {
                            Class.forName(
                                    name.substring(0, name.length() - ".class".length()),
                                    false,
                                    OutOfDescriptors.class.getClassLoader());
                        }
                    }
                }
            }
        }
    }

    private static void useUp(List<Closeable> files) {
        try {
            while (true) {
                files.add(new FileInputStream("/dev/null"));
            }
        } catch (FileNotFoundException e) {
            // There are none left.
            return;
        }
    }
}
