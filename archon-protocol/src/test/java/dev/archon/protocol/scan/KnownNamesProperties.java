package dev.archon.protocol.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.Mutation;
import dev.archon.protocol.event.Log4jEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names that a reader has seen before are found by their bytes, and what it reads is as if it had not seen them. */
class KnownNamesProperties {

    @Property(tries = 1_000)
    void whatIsReadDoesNotDependOnWhatWasReadBefore(@ForAll("messages") List<String> messages, @ForAll long seed) {
        Log4jLine seeing = new Log4jLine();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] message = messages.get(random.nextInt(messages.size())).getBytes(StandardCharsets.UTF_8);
            // Mostly as it is, so that names become known.
            byte[] read = random.nextInt(4) == 0 ? Mutation.mutate(message, random.nextLong()) : message;
            int length = random.nextInt(8) == 0 ? random.nextInt(read.length + 1) : read.length;
            assertReadsAlike(seeing, read, length);
        }
    }

    /** The message as it is, and then in front of bytes that would complete it. */
    private static void assertReadsAlike(Log4jLine seeing, byte[] message, int length) {
        Log4jLine fresh = Log4jLine.forOneMessage();
        byte[] alone = Arrays.copyOf(message, length);
        boolean taken = fresh.read(alone, 0, length);
        assertEquals(taken, seeing.read(message, 0, length), () -> new String(alone, StandardCharsets.UTF_8));
        if (taken) {
            assertEquals(fresh.event(), seeing.event());
            assertEquals(fresh.levelValue(), seeing.levelValue());
            assertEquals(fresh.hasAsciiNames(), seeing.hasAsciiNames());
            assertEquals(names(fresh), names(seeing));
        }
    }

    private static String names(Log4jLine line) {
        byte[] target = new byte[2 * line.length() + 16];
        int end = line.putSource(target, 0);
        // Where there is no room for whole words, as much is written.
        byte[] narrow = new byte[Math.max(1, end)];
        assertEquals(end, line.putSource(narrow, 0));
        assertArrayEquals(Arrays.copyOf(target, end), Arrays.copyOf(narrow, end));
        return new String(target, 0, end, StandardCharsets.UTF_8);
    }

    @Example
    void aNameThatComesAgainIsTheSameObject() {
        Log4jLine line = new Log4jLine();
        Log4jEvent first = read(line, 1);
        for (int i = 2; i < 5; i++) {
            Log4jEvent next = read(line, i);
            assertSame(first.loggerName().orElseThrow(), next.loggerName().orElseThrow());
            assertSame(first.threadName().orElseThrow(), next.threadName().orElseThrow());
            assertNotSame(first.message().orElseThrow(), next.message().orElseThrow());
        }
    }

    @Example
    void aPartIsKeptWhenItCameTwiceAndNotIfItComesOnce() {
        SeenFields<String> seen = new SeenFields<>();
        for (int i = 0; i < 10_000; i++) {
            byte[] once = ("once" + i + "-".repeat(80)).getBytes(StandardCharsets.US_ASCII);
            assertEquals(false, seen.isWanted(once, 0, 20, once.length));
        }
        byte[] again = ("again" + "-".repeat(80)).getBytes(StandardCharsets.US_ASCII);
        seen.isWanted(again, 0, 20, again.length);
        assertTrue(seen.isWanted(again, 0, 20, again.length));
        assertEquals(SeenFields.UNKNOWN, seen.find(again, 0, again.length));
        seen.keep(again, 0, 20, "value");
        SeenField<String> found = seen.at(seen.find(again, 0, again.length));
        assertEquals("value", found.value());
        assertEquals(20, found.length());
    }

    @Example
    void aPartThatIsFoundOftenIsNotReplacedByOthersThatComeInBetween() {
        SeenFields<String> seen = new SeenFields<>();
        byte[] kept = ("kept" + "-".repeat(80)).getBytes(StandardCharsets.US_ASCII);
        seen.keep(kept, 0, 4, "value");
        int wanted = 0;
        for (int i = 0; i < 8 * SeenFields.PLACES; i++) {
            byte[] other = ("other" + i + "-".repeat(80)).getBytes(StandardCharsets.US_ASCII);
            seen.isWanted(other, 0, 8, other.length);
            wanted += seen.isWanted(other, 0, 8, other.length) ? 1 : 0;
        }
        assertTrue(wanted > 0 && wanted < 8 * SeenFields.PLACES, "wanted " + wanted);
    }

    @Example
    void noPartIsKeptThatIsVeryLongOrStandsAtTheEndOfItsMessage() {
        SeenFields<String> seen = new SeenFields<>();
        byte[] bytes = "-".repeat(400).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 3; i++) {
            assertEquals(false, seen.isWanted(bytes, 0, SeenFields.LONGEST + 1, bytes.length));
            assertEquals(false, seen.isWanted(bytes, 361, 365, bytes.length));
        }
        assertEquals(SeenFields.UNKNOWN, seen.find(bytes, 361, bytes.length));
    }

    private static Log4jEvent read(Log4jLine line, int number) {
        byte[] message =
                ("{\"event\":\"log4j\",\"logger_name\":\"net.minecraft.server.MinecraftServer\",\"level\":\"INFO\","
                                + "\"thread_name\":\"Server thread\",\"timestamp_millis\":1793491200000,\"message\":\"line "
                                + number
                                + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
        assertTrue(line.read(message, 0, message.length));
        return line.event();
    }

    @Provide
    Arbitrary<List<String>> messages() {
        Arbitrary<String> loggers = Arbitraries.of(
                        "Minecraft",
                        "net.minecraft.server.network.ServerGamePacketListenerImpl",
                        "net.minecraft.server.network.ServerGamePacketListenerImpl2",
                        "net.minecraft.server.players.PlayerList",
                        "x",
                        "",
                        "\u00e4",
                        "a\\\"b")
                .map(name -> ",\"logger_name\":\"" + name + '"');
        Arbitrary<String> sources = Combinators.combine(
                        Arbitraries.of("INFO", "WARN", "ERROR", "fatal", "", "i\\u006efo"),
                        Arbitraries.of(
                                "main",
                                "Server thread",
                                "Worker-Main-1",
                                "Worker-Main-11",
                                "Worker-Main-1234567890",
                                "Worker-Main-12345678901",
                                "User Authenticator #1 of a pool with a long name",
                                "User Authenticator #1 of a pool with a long name too",
                                "",
                                "\u20ac"))
                .as((level, thread) -> ",\"level\":\"" + level + "\",\"thread_name\":\"" + thread + '"');
        Arbitrary<String> times = Arbitraries.of(
                        "1793491200000", "1793491299999", "0", "12345678", "123456789012345", "null", "07")
                .map(time -> ",\"timestamp_millis\":" + time);
        return Combinators.combine(
                        loggers.optional(0.9),
                        sources.optional(0.9),
                        times.optional(0.9),
                        Arbitraries.of("", "text", "a longer text that goes on for more than forty bytes"))
                .as((logger, source, time, text) -> "{\"event\":\"log4j\"" + logger.orElse("") + source.orElse("")
                        + time.orElse("") + ",\"message\":\"" + text + "\"}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
