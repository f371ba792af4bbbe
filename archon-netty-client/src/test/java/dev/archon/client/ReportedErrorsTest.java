package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.client.internal.observe.RepeatedLines;
import dev.archon.client.internal.observe.SessionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ReportedErrorsTest {

    private final List<Throwable> uncaught = new ArrayList<>();
    private int counted;
    private final SessionLog log = new SessionLog(
            ArchonClient::log, new RepeatedLines(ArchonClient::log, System::nanoTime, (action, delay) -> false));

    @Test
    void anErrorIsToldToTheEmbedder() {
        List<String> told = new ArrayList<>();
        new ReportedErrors("demo", () -> counted++, (id, error) -> told.add(id + ": " + error.getMessage()), log)
                .tell(new LinkageError("an old class"));
        assertEquals(List.of("demo: an old class"), told);
        assertEquals(1, counted);
    }

    @Test
    void whereTheEmbeddersHandlerAndTheLogThrowAsWellTheThreadsHandlerIsTold() throws Exception {
        Logger logger = Logger.getLogger("dev.archon.client");
        Handler broken = new Handler() {
            @Override
            public void publish(LogRecord message) {
                throw new IllegalStateException("the log is broken");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Error told = new AssertionError("the embedder's handler");
        RuntimeException first = new IllegalArgumentException("a handler");
        Thread thread = new Thread(() -> new ReportedErrors(
                        "demo",
                        () -> counted++,
                        (id, error) -> {
                            throw told;
                        },
                        log)
                .tell(first));
        thread.setUncaughtExceptionHandler((which, error) -> uncaught.add(error));
        logger.addHandler(broken);
        try {
            thread.start();
            thread.join(Clients.LIMIT.toMillis());
        } finally {
            logger.removeHandler(broken);
        }
        assertEquals("the log is broken", uncaught.get(0).getMessage());
        assertEquals(List.of(told), List.of(uncaught.get(0).getSuppressed()));
        assertEquals(List.of(first), List.of(told.getSuppressed()));
    }
}
