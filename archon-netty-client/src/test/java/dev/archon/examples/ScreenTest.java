package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final List<String> writes = new ArrayList<>();
    private final PrintStream out = new PrintStream(new Recorded(), false, StandardCharsets.UTF_8);

    @Test
    void aFrameIsOneWriteOverTheOneBefore() {
        try (Screen screen = new Screen(out)) {
            screen.open();
            screen.draw(List.of("one", "two"));
            assertEquals(2, writes.size());
            String frame = writes.get(1);
            assertTrue(frame.contains("\u001b[Hone\u001b[K\r\ntwo\u001b[K\u001b[J"), frame);
            assertFalse(frame.contains("\u001b[2J"), "erasing before drawing would flicker");
        }
    }

    @Test
    void theSameFrameIsNotWrittenAgain() {
        try (Screen screen = new Screen(out)) {
            screen.open();
            screen.draw(List.of("one"));
            screen.draw(List.of("one"));
            assertEquals(2, writes.size());
        }
    }

    @Test
    void afterTheEndNothingIsDrawn() {
        Screen screen = new Screen(out);
        screen.open();
        screen.close();
        screen.draw(List.of("late"));
        screen.close();
        assertEquals(2, writes.size(), writes.toString());
        assertTrue(writes.get(1).endsWith("\u001b[?1049l"), "the terminal is given back once");
    }

    private final class Recorded extends OutputStream {

        @Override
        public void write(int b) {
            writes.add(String.valueOf((char) b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }
}
