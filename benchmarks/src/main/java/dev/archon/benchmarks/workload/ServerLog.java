package dev.archon.benchmarks.workload;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/** Writes what a Minecraft server with a few plug-ins prints. Invented, but of the usual shape and length. */
final class ServerLog {

    private static final String[] PLAYERS = {
        "Steve", "Alex_the_Miner", "Notchless", "xX_Creeper_Xx", "Marigold", "DiggyDiggy", "pumpkin_pie", "Herobrian"
    };
    private static final String[] FOREIGN_PLAYERS = {
        "Łukasz", "Zoë", "Søren", "みなと", "Ольга", "José_Ñandú", "🦊Fuchs", "Jürgen"
    };
    private static final String[] PLUGINS = {"ChunkKeeper", "EconomyPlus", "WorldFence", "LuckyRanks", "MapRenderer"};
    private static final String[] ADVANCEMENTS = {
        "Stone Age", "Diamonds!", "We Need to Go Deeper", "Hot Stuff", "Sweet Dreams", "The Parrots and the Bats"
    };
    private static final String[] PACKAGES = {
        "net.minecraft.server.level", "net.minecraft.world.entity.ai.goal", "org.bukkit.craftbukkit.event",
        "com.example.economyplus.storage", "io.papermc.paper.threadedregions", "java.util.concurrent"
    };
    private static final String[] CLASSES = {
        "ServerLevel", "ChunkHolderManager", "AccountStore", "RegionScheduler", "GoalSelector", "CompletableFuture"
    };
    private static final String[] METHODS = {"tick", "lambda$load$3", "runTask", "saveAll", "computeIfAbsent", "invoke"
    };
    private static final String SERVER = "net.minecraft.server.MinecraftServer";
    private static final String PLAYER_LIST = "net.minecraft.server.players.PlayerList";
    private static final int TRACE_CHARACTERS = 1_800;
    /** 2026-11-01 00:00 UTC. */
    private static final long MIDNIGHT = 1_793_491_200_000L;

    private final Random random;
    private int second;

    ServerLog(Random random) {
        this.random = random;
    }

    /** Lines as {@code log} messages. */
    List<ArchonEvent> lines(int count) {
        return logEvents(count, () -> line().text());
    }

    /** The lines of {@link #lines} as {@code log4j} messages. */
    List<ArchonEvent> entries(int count) {
        List<ArchonEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            stream();
            events.add(line().entry().build());
        }
        return events;
    }

    /** Stack traces as {@code log} messages. */
    List<ArchonEvent> traces(int count) {
        return logEvents(count, () -> failure().text() + "\n" + trace());
    }

    /** The stack traces of {@link #traces} as throwables of {@code log4j} messages. */
    List<ArchonEvent> entriesWithTraces(int count) {
        List<ArchonEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            stream();
            events.add(failure().entry().throwable(trace()).build());
        }
        return events;
    }

    /** Lines with escapes and text that is not ASCII, as {@code log} messages. */
    List<ArchonEvent> oddLines(int count) {
        return logEvents(count, this::oddLine);
    }

    private List<ArchonEvent> logEvents(int count, Supplier<String> text) {
        List<ArchonEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(new LogEvent(stream(), text.get()));
        }
        return events;
    }

    private LogStream stream() {
        return random.nextInt(50) == 0 ? LogStream.STDERR : LogStream.STDOUT;
    }

    /**
     * What is logged at once, in either form.
     *
     * @param second the second of the day
     * @param thread the thread's name
     * @param level the level's name
     * @param logger the logger's name
     * @param message the text
     */
    private record Line(int second, String thread, String level, String logger, String message) {

        String text() {
            return head(second, thread + "/" + level) + message;
        }

        Log4jEvent.Builder entry() {
            return Log4jEvent.builder()
                    .loggerName(logger)
                    .level(level)
                    .threadName(thread)
                    .timestampMillis(MIDNIGHT + 1_000L * second + message.length() * 7L)
                    .message(message);
        }
    }

    private Line line() {
        second += number(2);
        return switch (random.nextInt(10)) {
            case 0 -> info("Server thread", PLAYER_LIST, one(PLAYERS) + " joined the game");
            case 1 -> info("Server thread", SERVER, "<" + one(PLAYERS) + "> " + chat());
            case 2 ->
                info(
                        "Server thread",
                        PLAYER_LIST,
                        one(PLAYERS) + "[/10.0." + number(256) + "." + number(256) + ":" + (30_000 + number(30_000))
                                + "] logged in with entity id " + number(100_000));
            case 3, 4 ->
                plugin(
                        "Worker-Main-" + (1 + number(8)),
                        "loaded chunk [" + (number(400) - 200) + ", " + (number(400) - 200)
                                + "] in world 'world' after " + number(90_000) + " us");
            case 5 ->
                new Line(
                        second,
                        "Server thread",
                        "WARN",
                        SERVER,
                        "Can't keep up! Running " + (2000 + number(9000)) + "ms or " + (40 + number(180))
                                + " ticks behind");
            case 6 ->
                plugin("Async Task #" + number(64), "Saved " + number(5000) + " entries in " + number(400) + " ms");
            case 7 ->
                info(
                        "Server thread",
                        SERVER,
                        "[" + one(PLAYERS) + ": Teleported " + one(PLAYERS) + " to " + at() + "]");
            case 8 ->
                plugin(
                        "Server thread",
                        "Enabling " + one(PLUGINS) + " v" + number(9) + "." + number(20) + "." + number(9));
            default ->
                info(
                        "Server thread",
                        "net.minecraft.server.PlayerAdvancements",
                        one(PLAYERS) + " has made the advancement [" + one(ADVANCEMENTS) + "]");
        };
    }

    private Line info(String thread, String logger, String message) {
        return new Line(second, thread, "INFO", logger, message);
    }

    private Line plugin(String thread, String message) {
        String plugin = one(PLUGINS);
        return info(thread, plugin, "[" + plugin + "] " + message);
    }

    private String oddLine() {
        second += number(2);
        String info = head(second, "Server thread/INFO");
        return switch (random.nextInt(6)) {
            case 0 -> info + "<" + one(FOREIGN_PLAYERS) + "> Привет, où est la base? 你好 " + chat();
            case 1 ->
                info + "\u00a7a[" + one(PLUGINS) + "]\u00a7r config \"C:\\servers\\survival\\plugins\\" + one(PLUGINS)
                        + "\\config.yml\"";
            case 2 -> "\u001b[32m" + info + "\u001b[0m\u001b[1m" + one(FOREIGN_PLAYERS) + "\u001b[0m joined";
            case 3 ->
                head(second, "Server thread/WARN") + "Invalid JSON {\"player\":\"" + one(PLAYERS) + "\",\"x\":"
                        + number(500) + ",\"tags\":[\"a\",\"b\"]}";
            case 4 ->
                info + "balance of " + one(FOREIGN_PLAYERS) + ": " + number(9999) + "\u20ac \u2192 \ud83d\udc8e\t"
                        + number(64);
            default -> info + one(FOREIGN_PLAYERS) + " said: \"" + chat() + "\" \u2014 \u2714";
        };
    }

    private Line failure() {
        second += number(2);
        return new Line(
                second, "Server thread", "ERROR", SERVER, "Could not pass event PlayerMoveEvent to " + one(PLUGINS));
    }

    private String trace() {
        StringBuilder text = new StringBuilder(TRACE_CHARACTERS + 200);
        text.append("java.lang.IllegalStateException: no account of ").append(one(PLAYERS));
        while (text.length() < TRACE_CHARACTERS) {
            String type = one(CLASSES);
            text.append("\n\tat ")
                    .append(one(PACKAGES))
                    .append('.')
                    .append(type)
                    .append('.')
                    .append(one(METHODS))
                    .append('(')
                    .append(type)
                    .append(".java:")
                    .append(number(2000))
                    .append(") ~[paper-1.21.4.jar:?]");
        }
        return text.toString();
    }

    private static String head(int second, String source) {
        return String.format(
                Locale.ROOT, "[%02d:%02d:%02d] [%s]: ", second / 3600 % 24, second / 60 % 60, second % 60, source);
    }

    private String chat() {
        return switch (random.nextInt(5)) {
            case 0 -> "does anyone have spare iron for the farm near spawn?";
            case 1 -> "brb, dinner";
            case 2 -> "who took the elytra from the community chest again";
            case 3 -> "nice base! the storage hall looks great";
            default -> "meet me at " + at();
        };
    }

    private String at() {
        return (number(4000) - 2000) + "." + number(100) + ", " + (number(120) + 4) + ".0, " + (number(4000) - 2000)
                + "." + number(100);
    }

    private int number(int bound) {
        return random.nextInt(bound);
    }

    private String one(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
