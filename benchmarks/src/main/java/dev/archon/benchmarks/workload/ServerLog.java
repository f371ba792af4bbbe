package dev.archon.benchmarks.workload;

import dev.archon.protocol.event.ArchonEvent;
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
    private static final int TRACE_CHARACTERS = 2_000;

    private final Random random;
    private int second;

    ServerLog(Random random) {
        this.random = random;
    }

    List<ArchonEvent> lines(int count) {
        return events(count, this::line);
    }

    List<ArchonEvent> traces(int count) {
        return events(count, this::trace);
    }

    List<ArchonEvent> oddLines(int count) {
        return events(count, this::oddLine);
    }

    private List<ArchonEvent> events(int count, Supplier<String> text) {
        List<ArchonEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            LogStream stream = random.nextInt(50) == 0 ? LogStream.STDERR : LogStream.STDOUT;
            events.add(new LogEvent(stream, text.get()));
        }
        return events;
    }

    private String line() {
        return switch (random.nextInt(10)) {
            case 0 -> head("Server thread/INFO") + one(PLAYERS) + " joined the game";
            case 1 -> head("Server thread/INFO") + "<" + one(PLAYERS) + "> " + chat();
            case 2 ->
                head("Server thread/INFO") + one(PLAYERS) + "[/10.0." + number(256) + "." + number(256) + ":"
                        + (30_000 + number(30_000)) + "] logged in with entity id " + number(100_000);
            case 3, 4 ->
                head("Worker-Main-" + (1 + number(8)) + "/INFO") + "[" + one(PLUGINS) + "] loaded chunk ["
                        + (number(400) - 200) + ", " + (number(400) - 200) + "] in world 'world' after "
                        + number(90_000) + " us";
            case 5 ->
                head("Server thread/WARN") + "Can't keep up! Running " + (2000 + number(9000)) + "ms or "
                        + (40 + number(180)) + " ticks behind";
            case 6 ->
                head("Async Task #" + number(64) + "/INFO") + "[" + one(PLUGINS) + "] Saved " + number(5000)
                        + " entries in " + number(400) + " ms";
            case 7 ->
                head("Server thread/INFO") + "[" + one(PLAYERS) + ": Teleported " + one(PLAYERS) + " to " + at() + "]";
            case 8 ->
                head("Server thread/INFO") + "[" + one(PLUGINS) + "] Enabling " + one(PLUGINS) + " v" + number(9) + "."
                        + number(20) + "." + number(9);
            default ->
                head("Server thread/INFO") + one(PLAYERS) + " has made the advancement [" + one(ADVANCEMENTS) + "]";
        };
    }

    private String oddLine() {
        return switch (random.nextInt(6)) {
            case 0 ->
                head("Server thread/INFO") + "<" + one(FOREIGN_PLAYERS) + "> Привет, où est la base? 你好 " + chat();
            case 1 ->
                head("Server thread/INFO") + "\u00a7a[" + one(PLUGINS)
                        + "]\u00a7r config \"C:\\servers\\survival\\plugins\\" + one(PLUGINS) + "\\config.yml\"";
            case 2 ->
                "\u001b[32m" + head("Server thread/INFO") + "\u001b[0m\u001b[1m" + one(FOREIGN_PLAYERS)
                        + "\u001b[0m joined";
            case 3 ->
                head("Server thread/WARN") + "Invalid JSON {\"player\":\"" + one(PLAYERS) + "\",\"x\":" + number(500)
                        + ",\"tags\":[\"a\",\"b\"]}";
            case 4 ->
                head("Server thread/INFO") + "balance of " + one(FOREIGN_PLAYERS) + ": " + number(9999)
                        + "\u20ac \u2192 \ud83d\udc8e\t" + number(64);
            default -> head("Server thread/INFO") + one(FOREIGN_PLAYERS) + " said: \"" + chat() + "\" \u2014 \u2714";
        };
    }

    private String trace() {
        StringBuilder text = new StringBuilder(TRACE_CHARACTERS + 200);
        text.append(head("Server thread/ERROR"))
                .append("Could not pass event PlayerMoveEvent to ")
                .append(one(PLUGINS))
                .append("\njava.lang.IllegalStateException: no account of ")
                .append(one(PLAYERS));
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

    private String head(String thread) {
        second += number(2);
        return String.format(
                Locale.ROOT, "[%02d:%02d:%02d] [%s]: ", second / 3600 % 24, second / 60 % 60, second % 60, thread);
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
