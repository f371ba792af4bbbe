package dev.archon.client.hostile;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps what the client logs at every level, by the server that it is about. */
final class Overhearing extends Handler implements AutoCloseable {

    /** Servers of the catalogue have such ids. */
    private static final Pattern SERVER = Pattern.compile("hostile-\\d+");

    private static final int MAX_KEPT = 2_000;

    private final Logger logger = Logger.getLogger("dev.archon");
    private final @Nullable Level before = logger.getLevel();
    private final boolean passedOn = logger.getUseParentHandlers();
    private final Map<String, Lines> byServer = new ConcurrentHashMap<>();

    /** A line of the log, with the stack trace that came with it. */
    record Line(Level level, String message, String thrown) {}

    /** The lines about one server. Only so many are kept, but all are counted. */
    static final class Lines {

        private final Queue<Line> kept = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();

        List<Line> kept() {
            return new ArrayList<>(kept);
        }

        int count() {
            return count.get();
        }

        private void add(Line line) {
            if (count.incrementAndGet() <= MAX_KEPT) {
                kept.add(line);
            }
        }
    }

    void start() {
        setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** The lines that name a server. */
    Lines about(String server) {
        return byServer.computeIfAbsent(server, any -> new Lines());
    }

    /** The lines that name no server of the catalogue. */
    Lines aboutNobody() {
        return about("");
    }

    @Override
    public void publish(LogRecord entry) {
        String message = new SimpleFormatter().formatMessage(entry);
        StringWriter thrown = new StringWriter();
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(thrown));
        }
        Matcher server = SERVER.matcher(message);
        about(server.find() ? server.group() : "").add(new Line(entry.getLevel(), message, thrown.toString()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
        logger.setUseParentHandlers(passedOn);
    }
}
