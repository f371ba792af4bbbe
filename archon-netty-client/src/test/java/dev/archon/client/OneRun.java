package dev.archon.client;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What an embedder does in a class loader of its own: everything once, and then it goes away. */
public final class OneRun implements Consumer<URI> {

    /** Made by reflection. */
    public OneRun() {}

    @Override
    public void accept(URI base) {
        CountDownLatch lines = new CountDownLatch(1);
        try (ArchonClient client = ArchonClient.builder()
                .baseUrl(base)
                .tokenSupplier(() -> "a-token")
                .build()) {
            ArchonServer server = client.server("demo");
            server.on(LogEvent.class, log -> {
                if (log.equals(new LogEvent(LogStream.STDOUT, "a line"))) {
                    lines.countDown();
                }
            });
            server.connect().get(20, TimeUnit.SECONDS);
            server.command("say a line").get(20, TimeUnit.SECONDS);
            if (!server.status().connected()) {
                throw new IllegalStateException("not connected");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
