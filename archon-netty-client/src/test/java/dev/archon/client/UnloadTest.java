package dev.archon.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Traffic;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class UnloadTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    void afterCloseNothingHoldsTheClient() throws Exception {
        try (ArchonSimulator simulator =
                ArchonSimulator.builder().server("demo").traffic(Traffic.SILENT).start()) {
            FutureTask<WeakReference<ClassLoader>> run =
                    new FutureTask<>(() -> runInALoaderOfItsOwn(simulator.baseUri()));
            // A thread of JUnit's pool is replaced while it waits, and the other one inherits the class loader for a
            // minute.
            new Thread(run, "unload-test").start();
            WeakReference<ClassLoader> loader = run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(
                    1, simulator.journal().entries(JournalEntry.Handshake.class).size());
            // Before JDK 21 the HttpClient's thread notices only after a collection, within three seconds.
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
                System.gc();
                clearSoftReferences();
                return loader.get() == null;
            });
        }
    }

    /** Later JDKs than 17 hold softly the types of records that were compared last, which is theirs to let go of. */
    private static void clearSoftReferences() {
        try {
            // Larger than any heap of a test. Before the JVM says so it clears all soft references.
            long[] unused = new long[Integer.MAX_VALUE - 8];
        } catch (OutOfMemoryError expected) {
            return;
        }
    }

    private static WeakReference<ClassLoader> runInALoaderOfItsOwn(URI base) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> type = loader.loadClass(OneRun.class.getName());
            assertNotSame(OneRun.class, type);
            @SuppressWarnings("unchecked")
            Consumer<URI> run = (Consumer<URI>) type.getDeclaredConstructor().newInstance();
            run.accept(base);
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** What an embedder has on the class path, without optional jars. */
    private static URL[] jars() throws ClassNotFoundException {
        List<URL> jars = new ArrayList<>();
        for (String inside : List.of(
                "dev.archon.client.OneRun",
                "dev.archon.client.ArchonClient",
                "dev.archon.protocol.codec.EventCodec",
                "tools.jackson.core.JsonParser",
                "io.netty.util.concurrent.Future",
                "io.netty.buffer.ByteBuf",
                "io.netty.resolver.AddressResolver",
                "io.netty.channel.Channel",
                "io.netty.handler.codec.ByteToMessageDecoder",
                "io.netty.handler.codec.compression.ZlibDecoder",
                "io.netty.handler.codec.http.HttpClientCodec",
                "io.netty.handler.ssl.SslHandler")) {
            jars.add(Class.forName(inside, false, UnloadTest.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());
        }
        return jars.toArray(URL[]::new);
    }
}
