package dev.archon.leak;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoLeaksTest {

    @Test
    void aBufferThatNobodyReleasesIsFound() {
        List<String> found = new ArrayList<>();
        loseABuffer();
        await().atMost(Duration.ofSeconds(20)).until(() -> found.addAll(NoLeaks.found()) || !found.isEmpty());
        assertTrue(found.get(0).contains("loseABuffer"), found.get(0));
    }

    private static void loseABuffer() {
        ByteBufAllocator.DEFAULT.buffer(64).writeInt(42);
    }
}
