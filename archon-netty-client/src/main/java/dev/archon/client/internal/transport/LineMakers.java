package dev.archon.client.internal.transport;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.MessageLines;
import org.jspecify.annotations.Nullable;

/** Supplies the line maker of an event loop. It keeps that of the client whose lines came last, as most loops have one client. */
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
