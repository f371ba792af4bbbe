package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LibraryLogTest {

    @Test
    void itStaysOffWhenGarbageIsCollected() {
        Level before = Logger.getLogger("dev.archon").getLevel();
        try {
            LibraryLog.switchOff();
            WeakReference<Object> garbage = new WeakReference<>(new Object());
            Awaitility.await().until(() -> {
                System.gc();
                return garbage.get() == null;
            });
            assertEquals(Level.OFF, Logger.getLogger("dev.archon").getLevel());
        } finally {
            Logger.getLogger("dev.archon").setLevel(before);
        }
    }
}
