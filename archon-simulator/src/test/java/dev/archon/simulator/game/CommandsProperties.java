package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the console whatever is typed. */
class CommandsProperties {

    private static final String HERE = "<--[HERE]";

    @Property(tries = 500)
    void whateverIsTypedIsAnsweredAndAnErrorShowsTheEndOfTheLine(@ForAll("lines") String line) {
        List<String> answer = Play.running().type(line);
        if (answer.size() == 2 && answer.get(1).endsWith(HERE)) {
            String shown = answer.get(1).substring(0, answer.get(1).length() - HERE.length());
            String end = shown.startsWith("...") && !line.contains("...") ? shown.substring(3) : shown;
            assertTrue(line.strip().endsWith(end), answer.toString());
        }
    }

    @Property(tries = 200)
    void theSameLinesAreAnsweredTheSameWay(@ForAll("lines") String first, @ForAll("lines") String second) {
        Play one = Play.running();
        Play other = Play.running();
        assertEquals(one.type(first), other.type(first));
        assertEquals(one.type(second), other.type(second));
    }

    @Property(tries = 100)
    void everyCommandOfTheHelpIsKnown(@ForAll("commands") String command) {
        List<String> usage = Play.running().type("help " + command);
        assertTrue(
                !usage.isEmpty() && usage.stream().allMatch(line -> line.startsWith("/" + command)), usage.toString());
    }

    @Provide
    Arbitrary<String> commands() {
        return Arbitraries.of(Play.running().type("help").stream()
                .map(usage -> usage.substring(1).split(" ", 2)[0])
                .toList());
    }

    /** Words of commands in any order, and anything else. */
    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> words = Arbitraries.oneOf(
                commands(),
                Arbitraries.of(
                        "Alex",
                        "@a",
                        "@e",
                        "@",
                        "@x",
                        "~",
                        "~1",
                        "-1",
                        "1.5",
                        "99999999999",
                        "add",
                        "set",
                        "on",
                        "list",
                        "day",
                        "10s",
                        "creative",
                        "diamond",
                        "minecraft:dirt",
                        "true",
                        "keepInventory",
                        "/",
                        "",
                        "\"",
                        "é"),
                Arbitraries.strings().ofMaxLength(5));
        return words.list().ofMaxSize(6).map(parts -> String.join(" ", parts));
    }
}
