package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolWarningsTest {

    @Test
    void thatAPoolGrowsIsLoggedOnceAMinute() {
        PoolWarnings warnings = new PoolWarnings("handlers", "let them block less", now::get);
        warnings.grown(9);
        now.addAndGet(TimeUnit.SECONDS.toNanos(59));
        warnings.grown(12);
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        warnings.grown(300);
        assertEquals(
                List.of(
                        "handlers block, so that 9 threads run them now; if that is too many, let them block less",
                        "handlers block, so that 300 threads run them now; if that is too many, let them block less"),
                logged);
    }

    @Test
    void thatNoThreadCanBeStartedIsLoggedWhateverElseIs() {
        PoolWarnings warnings = new PoolWarnings("handlers", "let them block less", now::get);
        warnings.grown(9);
        warnings.notStarted(9, new OutOfMemoryError("unable to create native thread"));
        warnings.notStarted(9, new OutOfMemoryError("unable to create native thread"));
        assertEquals(2, logged.size());
        assertEquals(
                "no further thread could be started for handlers, of which 9 threads run some; the others wait."
                        + " Raise the limit of threads, or let them block less",
                logged.get(1));
    }

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> logged = new ArrayList<>();
    private final Logger logger = Logger.getLogger("dev.archon.client");
    private final Handler keeping = new Handler() {
        @Override
        public void publish(LogRecord message) {
            logged.add(message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(keeping);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(keeping);
    }
}
