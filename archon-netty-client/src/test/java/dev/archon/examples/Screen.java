package dev.archon.examples;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A terminal's alternate screen, drawn over and over in place.
 *
 * <p>A frame is written in one go, over the one before: nothing is erased first, so nothing flickers.
 */
final class Screen implements AutoCloseable {

    private static final String ESC = "\u001b[";

    // The alternate screen, without a cursor, and without wrapping: a line that is wider than expected stays one line.
    private static final String ENTER = ESC + "?1049h" + ESC + "?25l" + ESC + "?7l" + ESC + "2J";
    private static final String LEAVE = ESC + "?7h" + ESC + "?25h" + ESC + "?1049l";

    // A terminal that knows this shows the frame when it is complete; others take no notice.
    private static final String BEGIN_FRAME = ESC + "?2026h" + ESC + "H";
    private static final String END_FRAME = ESC + "J" + ESC + "?2026l";
    private static final String END_OF_LINE = ESC + "K";

    private final PrintStream out;
    private final Thread onExit = new Thread(this::leave, "screen-restore");
    private List<String> shown = List.of();
    private boolean open;

    Screen(PrintStream out) {
        this.out = out;
    }

    /** Takes the terminal, and gives it back when the process is told to end. */
    synchronized void open() {
        Runtime.getRuntime().addShutdownHook(onExit);
        open = true;
        write(ENTER);
    }

    /** Draws a frame, if it is another one than that which is shown. */
    synchronized void draw(List<String> lines) {
        if (!open || lines.equals(shown)) {
            return;
        }
        shown = List.copyOf(lines);
        write(BEGIN_FRAME + String.join(END_OF_LINE + "\r\n", lines) + END_OF_LINE + END_FRAME);
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() {
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The process is ending: then the hook has found nothing left to do.
            return;
        }
    }

    private synchronized void leave() {
        if (open) {
            open = false;
            write(LEAVE);
        }
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
