package dev.archon.protocol.console;

import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.internal.ScratchBytes;
import dev.archon.protocol.scan.EntryLineWriter;
import dev.archon.protocol.scan.JsonText;
import dev.archon.protocol.scan.LineSplitter;
import dev.archon.protocol.scan.Log4jLine;
import dev.archon.protocol.scan.LogLine;
import dev.archon.protocol.scan.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lines of messages where they lie, as {@link ConsoleFormat} makes them of the events, but without the events:
 * each line's text is made once, of the bytes of the message. Not for use by several threads.
 *
 * <p>For the modules of this project only: it is public because it makes lines by what nobody else can call, and nobody
 * else can call it, because what it takes is not exported. A differential property holds it to making lines that are equal
 * to those of the events.
 */
@SuppressWarnings("exports") // It takes what is exported to the modules of this project only.
public final class MessageLines {

    private final ConsoleFormat format;
    private final EntryLineWriter prefixes;
    private final ScratchBytes scratch = new ScratchBytes();
    private char[] characters = {};

    /**
     * Makes one for a time zone.
     *
     * @param format has the time zone in which times of day are shown
     */
    public MessageLines(ConsoleFormat format) {
        this.format = format;
        this.prefixes = new EntryLineWriter(format.zone().getRules());
    }

    /**
     * The format that times are shown in.
     *
     * @return what was given to the constructor
     */
    public ConsoleFormat format() {
        return format;
    }

    /**
     * Hands over the lines of a {@code log} message.
     *
     * @param log has been read, and is not changed
     * @param out takes its lines in their order, on the calling thread; what it throws, this throws
     */
    public void lines(LogLine log, Consumer<? super ConsoleLine> out) {
        JsonText text = log.text();
        if (!text.isEscaped()) {
            // As a rule. Line ends are escaped in a message.
            if (text.end() > text.start()) {
                String line = string(text.bytes(), text.start(), text.end(), text.isAscii());
                out.accept(TextLineRule.line(line, log.stream(), null));
            }
            return;
        }
        LogStream stream = log.stream();
        @Nullable ConsoleLine before = null;
        int start = text.start();
        for (int i = 0; i <= text.lineEnds(); i++) {
            int end = i < text.lineEnds() ? text.lineEnd(i) : text.end();
            if (end > start) {
                before = TextLineRule.line(string(text.bytes(), start, end, text.isAscii()), stream, before);
                out.accept(before);
            }
            start = end + 1;
        }
    }

    /**
     * Hands over the lines of a {@code log4j} message.
     *
     * @param read has been read, and is not changed
     * @param out takes its lines in their order, on the calling thread; what it throws, this throws
     */
    public void lines(Log4jLine read, Consumer<? super ConsoleLine> out) {
        LogLevel ofMessage = read.levelValue();
        OptionalLong time = read.time();
        JsonText message = read.message();
        JsonText trace = read.throwable();
        int start = 0;
        int first = 0;
        int end = 0;
        if (message.isPresent()) {
            byte[] text = message.bytes();
            end = LineSplitter.trimEnd(text, message.start(), message.end());
            start = LineSplitter.trimStart(text, message.start(), end);
            first = message.lineEnds() == 0 ? end : LineSplitter.lineEnd(text, start, end);
        }
        boolean continues = first(read, start, first, ofMessage, time, out);
        if (first < end) {
            continues = split(message, first, end, ofMessage, continues, read, time, out);
        }
        if (trace.isPresent()) {
            split(trace, trace.start(), trace.end(), LogLevel.ERROR, continues, read, time, out);
        }
    }

    /** Hands over the lines of a part of a text. Returns whether what follows continues the entry. */
    private boolean split(
            JsonText text,
            int from,
            int to,
            LogLevel level,
            boolean continuesBefore,
            Log4jLine read,
            OptionalLong time,
            Consumer<? super ConsoleLine> out) {
        Optional<String> threadName = read.threadName();
        Optional<String> loggerName = read.loggerName();
        boolean continues = continuesBefore;
        int start = from;
        for (int i = 0; i <= text.lineEnds() && start < to; i++) {
            int end = i < text.lineEnds() ? Math.min(to, text.lineEnd(i)) : to;
            if (end > start) {
                String line = string(text.bytes(), start, end, text.isAscii());
                out.accept(ConsoleLine.ofEntry(line, level, continues, 0, time, threadName, loggerName));
                continues = true;
            }
            start = Math.max(start, end + 1);
        }
        return continues;
    }

    /** Makes the first line of an entry in one piece, of its prefix and a part of its message. Returns whether there is one. */
    private boolean first(
            Log4jLine read, int from, int to, LogLevel level, OptionalLong time, Consumer<? super ConsoleLine> out) {
        int names = EntryLineWriter.room(read) - length(read.message()) - length(read.throwable());
        byte[] text = scratch.ofLength(names + to - from);
        int prefix = prefixes.putPrefix(read, text, 0);
        int end = prefix;
        boolean isAscii = read.hasAsciiNames();
        if (to > from) {
            System.arraycopy(read.message().bytes(), from, text, end, to - from);
            end += to - from;
            isAscii &= read.message().isAscii();
        }
        if (end == 0) {
            return false;
        }
        String shown = string(text, 0, end, isAscii);
        int messageStart = isAscii ? prefix : characters(text, prefix);
        out.accept(ConsoleLine.ofEntry(shown, level, false, messageStart, time, read.threadName(), read.loggerName()));
        return true;
    }

    /** How many characters some bytes have that do not begin with half of one. */
    private static int characters(byte[] text, int to) {
        return new String(text, 0, to, StandardCharsets.UTF_8).length();
    }

    private static int length(JsonText text) {
        return text.isPresent() ? text.end() - text.start() : 0;
    }

    /** Makes a string of text that has been checked. */
    private String string(byte[] text, int from, int to, boolean isAscii) {
        int length = to - from;
        if (isAscii) {
            return Utf8.ofAscii(text, from, length);
        }
        if (length > ScratchBytes.MOST_KEPT) {
            return new String(text, from, length, StandardCharsets.UTF_8);
        }
        if (length > characters.length) {
            characters = new char[length];
        }
        return new String(characters, 0, Utf8.decode(text, from, to, characters));
    }
}
