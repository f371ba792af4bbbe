package dev.archon.client.internal.transport;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.MessageLines;
import org.jspecify.annotations.Nullable;

/** What makes the lines of an event loop's connections. Kept for the client whose lines came last, as a loop mostly has one. */
final class LineMakers {

    private @Nullable MessageLines last;

    MessageLines of(ConsoleFormat format) {
        MessageLines maker = last;
        if (maker == null || maker.format() != format) {
            maker = new MessageLines(format);
            last = maker;
        }
        return maker;
    }
}
