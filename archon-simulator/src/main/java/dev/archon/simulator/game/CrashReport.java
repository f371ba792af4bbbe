package dev.archon.simulator.game;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The report that the game writes when its process ends with an error, in the layout of Minecraft's own.
 *
 * @param at when the process ended
 * @param software the server's software
 * @param uptime how long it had run
 * @param players the players who were online
 */
record CrashReport(Instant at, Software software, Duration uptime, List<String> players) {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter IN_FILE_NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH.mm.ss").withZone(ZoneOffset.UTC);

    private static final String DESCRIPTION = "Ticking entity";
    private static final String STACK_TRACE = """
            net.minecraft.ReportedException: Ticking entity
            \tat net.minecraft.server.MinecraftServer.tickChildren(MinecraftServer.java:1045)
            \tat net.minecraft.server.MinecraftServer.tickServer(MinecraftServer.java:911)
            \tat net.minecraft.server.MinecraftServer.runServer(MinecraftServer.java:697)
            \tat java.base/java.lang.Thread.run(Thread.java:1583)
            Caused by: java.lang.IllegalStateException: entity without a chunk: minecraft:zombie
            \tat net.minecraft.world.entity.Entity.tick(Entity.java:463)
            \tat net.minecraft.server.level.ServerLevel.tickNonPassenger(ServerLevel.java:749)
            \t... 3 more
            """;

    /** The exception that ended the process, as lines. */
    String stackTrace() {
        return STACK_TRACE;
    }

    /** The path of the report in the server's container. */
    String path() {
        return "/data/crash-reports/crash-" + IN_FILE_NAME.format(at) + "-server.txt";
    }

    /** The whole report, without a line break at its end. */
    String text() {
        return String.join(
                "\n",
                "---- Minecraft Crash Report ----",
                "// This server is simulated. Nothing was lost.",
                "",
                "Time: " + SHOWN.format(at),
                "Description: " + DESCRIPTION,
                "",
                STACK_TRACE,
                "A detailed walkthrough of the error, its code path and all known details is as follows:",
                "---------------------------------------------------------------------------------------",
                "",
                "-- Entity being ticked --",
                "Details:",
                "\tEntity Type: minecraft:zombie (net.minecraft.world.entity.monster.Zombie)",
                "\tEntity's Exact location: -112.50, 64.00, 208.50",
                "",
                "-- System Details --",
                "Details:",
                "\tMinecraft Version: " + software.gameVersion(),
                "\tOperating System: Linux (amd64)",
                "\tJava Version: 21.0.5, Eclipse Adoptium",
                "\tServer Running: true",
                "\tServer Uptime: " + uptime.toSeconds() + " s",
                "\tPlayer Count: " + players.size() + " / " + Players.SLOTS + "; " + players,
                "\tIs Modded: " + modded(),
                "\tType: Dedicated Server (map_server.txt)");
    }

    private String modded() {
        return software.isVanilla()
                ? "Probably not. Server jar signature remains and server brand is untouched."
                : "Definitely; Server brand changed to '" + software.platformName() + "'";
    }
}
