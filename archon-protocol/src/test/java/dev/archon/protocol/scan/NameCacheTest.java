package dev.archon.protocol.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NameCacheTest {

    @Test
    void whoeverSendsANewNameEachTimeFillsNothing() {
        NameCache names = new NameCache();
        byte[] longest = "n".repeat(NameCache.LONGEST).getBytes(StandardCharsets.UTF_8);
        assertSame(names.get(longest, 0, longest.length), names.get(longest, 0, longest.length));
        byte[] longer = "n".repeat(NameCache.LONGEST + 1).getBytes(StandardCharsets.UTF_8);
        assertNotSame(names.get(longer, 0, longer.length), names.get(longer, 0, longer.length));
        for (int i = 0; i < 10_000; i++) {
            byte[] name = ("thread " + i).getBytes(StandardCharsets.UTF_8);
            assertEquals("thread " + i, names.get(name, 0, name.length));
        }
    }
}
