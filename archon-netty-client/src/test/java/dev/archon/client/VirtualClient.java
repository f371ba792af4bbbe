package dev.archon.client;

import dev.archon.protocol.session.SessionPolicy;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A client in virtual time, whose REST calls a test answers. Belongs to the thread that makes it. */
final class VirtualClient implements AutoCloseable {

    private static final int STEP_MILLIS = 10;

    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), NioIoHandler.newFactory(), ticker);
    private final FakeHttpClient http = new FakeHttpClient();
    private final ArchonClient client;

    VirtualClient(Duration requestTimeout, SessionPolicy session) {
        ArchonClientBuilder builder = ArchonClient.builder()
                .baseUrl(URI.create("http://archon.test"))
                .token(Clients.TOKEN)
                .httpClient(http)
                .eventLoopGroup(loop)
                .executor(Runnable::run)
                .requestTimeout(requestTimeout)
                .session(session);
        builder.nanoTime = ticker::nanoTime;
        this.client = builder.build();
    }

    ArchonClient client() {
        return client;
    }

    FakeHttpClient http() {
        return http;
    }

    long nanoTime() {
        return ticker.nanoTime();
    }

    /** Runs what is due now. */
    void runNow() {
        loop.runNow();
    }

    /** Lets time pass, in steps of 10 ms. */
    void pass(int millis) {
        for (int passed = 0; passed < millis; passed += STEP_MILLIS) {
            ticker.advance(STEP_MILLIS, TimeUnit.MILLISECONDS);
            loop.runNow();
            // What a task has queued.
            loop.runNow();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
