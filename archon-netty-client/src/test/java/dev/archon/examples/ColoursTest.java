package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColoursTest {

    @ParameterizedTest
    @CsvSource({"xterm,, true", "xterm, '', true", "xterm, 1, false", "xterm, 0, false", "dumb,, false", ",, true"})
    void theEnvironmentSwitchesThemOff(String term, String noColor, boolean on) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TERM", term);
        environment.put("NO_COLOR", noColor);
        environment.values().removeIf(value -> value == null);
        assertEquals(new Colours(on), Colours.of(environment));
    }

    @ParameterizedTest
    @CsvSource({
        "[12:00:00] [Server thread/INFO]: fine, ''",
        "[12:00:00] [Server thread/WARN]: odd, 33",
        "[12:00:00] [Server thread/ERROR]: bad, 31"
    })
    void aLineHasTheColourOfItsLevel(String text, String colour) {
        String coloured = colour.isEmpty() ? text : "\u001b[" + colour + "m" + text + "\u001b[0m";
        assertEquals(coloured, new Colours(true).line(line(text)));
        assertEquals(text, new Colours(false).line(line(text)));
    }

    @Test
    void aLineThatHasColoursKeepsThem() {
        String text = "[12:00:00] [Server thread/WARN]: \u001b[36modd";
        assertEquals(text + "\u001b[0m", new Colours(true).line(line(text)));
    }

    private static ConsoleLine line(String text) {
        return ConsoleFormat.in(ZoneOffset.UTC)
                .lines(new LogEvent(LogStream.STDOUT, text))
                .get(0);
    }
}
