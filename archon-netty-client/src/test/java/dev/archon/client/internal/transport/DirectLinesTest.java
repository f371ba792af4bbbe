package dev.archon.client.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.dispatch.LineBatch;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.session.Failure;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Messages of the console where only lines are wanted. */
class DirectLinesTest {

    @Test
    void noEventIsMadeOfALineThatIsOnlyShown() {
        read("{\"event\":\"log\",\"message\":\"one\"}", "{\"event\":\"log4j\",\"level\":\"INFO\",\"message\":\"two\"}");
        assertEquals(List.of("lines [one, [INFO]: two]"), heard);
    }

    @Test
    void alsoNotOfAMessageInAnotherForm() {
        read("{\"message\" : \"one\", \"event\":\"log\"}", "{\"message\":\"two\",\"event\":\"log4j\"}");
        assertEquals(List.of("lines [one, two]"), heard);
    }

    @Test
    void linesAndEventsComeInTheOrderInWhichTheyWereRead() {
        read(line(1), line(2), UPTIME, line(3));
        assertEquals(List.of("lines [1, 2]", "events [uptime]", "lines [3]"), heard);
    }

    @Test
    void aServerThatSendsLinesAndOtherMessagesInTurnsIsReadAsEventsAfterAWhile() {
        String[] messages = new String[200];
        for (int i = 0; i < messages.length; i += 2) {
            messages[i] = line(i);
            messages[i + 1] = UPTIME;
        }
        read(messages);
        assertEquals(16, heard.size());
        assertTrue(heard.get(15).endsWith("log, uptime]"), heard.get(15));
        heard.clear();
        read(line(1));
        assertEquals(List.of("lines [1]"), heard);
    }

    @Test
    void aMessageWithManyMoreLinesThanItsSizeWouldPayForStaysAnEvent() {
        read(line(1), "{\"event\":\"log\",\"message\":\"" + "a\\n".repeat(1_000) + "\"}", line(2));
        assertEquals(List.of("lines [1]", "events [log]", "lines [2]"), heard);
    }

    @Test
    void whoComesBecauseOfAMessageGetsTheEventsThatFollowInTheSameRead() {
        afterUptime = ConsoleForm.EVENTS;
        read(line(1), UPTIME, line(2));
        assertEquals(List.of("lines [1]", "events [uptime, log]"), heard);
    }

    @Test
    void aMessageWithoutALineIsStillAMessage() {
        LineBatch batch = new LineBatch(1);
        assertTrue(batch.endMessage(30));
        assertEquals(1, batch.size());
        assertEquals(List.of(), batch.lines());
        assertFalse(batch.lines(0, 1) > 0);
    }

    @Test
    void aPartOfABatchCountsItsOwnLines() {
        LineBatch batch = new LineBatch(4);
        for (String message : List.of("one", "", "two\nthree", "four")) {
            ConsoleFormat.in(ZoneOffset.UTC).lines(new LogEvent(LogStream.STDOUT, message), batch);
            assertTrue(batch.endMessage(100));
        }
        LineBatch part = batch.part(2, 4);
        assertEquals(
                List.of("two", "three", "four"),
                part.lines().stream().map(ConsoleLine::text).toList());
        assertEquals(List.of(2L, 1L, 3L), List.of(part.lines(0, 1), part.lines(1, 2), part.lines(0, 2)));
        assertEquals(batch.weight(3), part.weight(1));
        assertEquals(0, batch.part(1, 2).lines().size());
    }

    private static final String UPTIME = "{\"event\":\"uptime\",\"uptime\":7}";

    private static String line(int number) {
        return "{\"event\":\"log\",\"message\":\"" + number + "\"}";
    }

    private ConsoleForm form = ConsoleForm.LINES;
    private ConsoleForm afterUptime = ConsoleForm.LINES;
    private final List<String> heard = new ArrayList<>();
    private final ReadBatch incoming = new ReadBatch(
            new ConnectionListener() {
                @Override
                public ConsoleForm console() {
                    return form;
                }

                @Override
                public void received(LineBatch lines, long bytes) {
                    heard.add("lines "
                            + lines.lines().stream().map(ConsoleLine::text).toList());
                }

                @Override
                public void received(List<ArchonEvent> events, long bytes) {
                    heard.add("events " + events.stream().map(ArchonEvent::type).toList());
                }

                @Override
                public void opened(Connection connection) {}

                @Override
                public void failed(Failure failure) {}

                @Override
                public void event(ArchonEvent event) {
                    form = afterUptime;
                }

                @Override
                public void closed(OptionalInt code, String reason) {}
            },
            problem -> {
                throw new AssertionError(problem);
            });

    private void read(String... messages) {
        for (String message : messages) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            assertTrue(incoming.message(bytes, 0, bytes.length));
        }
        incoming.flush();
    }
}
