package dev.archon.client;

import dev.archon.protocol.text.ForeignText;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Hears all that can be heard of a client: each logger at its finest, flight recordings, and what the test hands it. */
final class Overheard implements AutoCloseable {

    private static final List<String> LOGGERS = List.of("", "dev.archon", "io.netty", "java", "jdk", "javax", "sun");

    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Map<Logger, Level> levels = new HashMap<>();
    private final Recording recording = new Recording();
    private final Handler handler = new Everything();

    Overheard() {
        for (String name : LOGGERS) {
            Logger logger = Logger.getLogger(name);
            levels.put(logger, logger.getLevel());
            logger.setLevel(Level.ALL);
        }
        Logger.getLogger("").addHandler(handler);
        recording.enable("dev.archon.*");
        recording.start();
    }

    /** What a user is shown. */
    void shown(Object text) {
        shown.add(String.valueOf(text));
    }

    /** An exception with all that hangs on it. */
    void shown(Throwable error) {
        everyMessage(error, new HashSet<>()).forEach(shown::add);
    }

    void shown(ClientMetrics metrics) throws ReflectiveOperationException {
        for (Method method : ClientMetrics.class.getMethods()) {
            if (method.getParameterCount() == 0) {
                shown.add(method.getName() + " " + method.invoke(metrics));
            }
        }
    }

    /** All that was heard of what libraries log. */
    List<String> logged() {
        return List.copyOf(logged);
    }

    /** All that was heard of what users see, the library's own log and flight recordings with it. */
    List<String> shown(Path folder) throws IOException {
        recording.stop();
        Path file = folder.resolve("overheard.jfr");
        recording.dump(file);
        List<String> all = new ArrayList<>(shown);
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            event.getFields().stream()
                    .filter(field -> field.getTypeName().equals("java.lang.String"))
                    .forEach(field -> all.add("" + event.getString(field.getName())));
        }
        return all;
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
        levels.forEach(Logger::setLevel);
        recording.close();
    }

    /** Whether a text is on one line and has no more characters than a message needs. */
    static boolean isFit(String text) {
        return text.length() <= 2_000 && text.codePoints().allMatch(Overheard::isFit);
    }

    private static boolean isFit(int point) {
        String one = Character.toString(point);
        return ForeignText.hidingNothing().fit("x" + one + "x").equals("x" + one + "x");
    }

    private static List<String> everyMessage(Throwable error, Set<Throwable> seen) {
        List<String> messages = new ArrayList<>();
        if (seen.add(error)) {
            messages.add(error.toString());
            if (error.getCause() != null) {
                messages.addAll(everyMessage(error.getCause(), seen));
            }
            for (Throwable suppressed : error.getSuppressed()) {
                messages.addAll(everyMessage(suppressed, seen));
            }
        }
        return messages;
    }

    private final class Everything extends Handler {

        private final SimpleFormatter formatter = new SimpleFormatter();

        Everything() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            String name = String.valueOf(record.getLoggerName());
            Queue<String> heard = name.startsWith("dev.archon") ? shown : logged;
            heard.add(formatter.formatMessage(record));
            if (record.getThrown() != null) {
                heard.addAll(everyMessage(record.getThrown(), new HashSet<>()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
