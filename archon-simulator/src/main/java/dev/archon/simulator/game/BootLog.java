package dev.archon.simulator.game;

import dev.archon.protocol.event.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The console lines of a server from its start until it is ready, at times that are random for every boot. */
final class BootLog {

    static final int RECIPES = 1370;
    static final int ADVANCEMENTS = 1481;

    private BootLog() {}

    /**
     * A line of the boot.
     *
     * @param millis how long after the start
     * @param thread the thread that prints it
     * @param level its level
     * @param text the line
     */
    record Line(long millis, String thread, String level, String text) {}

    /** The lines in order; when the last one is printed, the server is ready. */
    static List<Line> lines(Random random, Software software, int mods) {
        Script script = new Script(random);
        if (software.hasModLoader()) {
            script.line(
                    900,
                    "main",
                    "Loading Minecraft " + software.gameVersion() + " with " + software.platformName() + " "
                            + software.platformVersion());
            script.line(400, "main", "Loading " + mods + " mods");
        }
        script.main(
                700,
                "Environment: Environment[sessionHost=https://sessionserver.mojang.com,"
                        + " servicesHost=https://api.minecraftservices.com, name=PROD]");
        script.main(900, "No existing world data, or world data is up to date");
        script.main(600, "Loaded " + RECIPES + " recipes");
        script.main(100, "Loaded " + ADVANCEMENTS + " advancements");
        script.server(200, "Starting minecraft server version " + software.gameVersion());
        if (software.platform() == Platform.PAPER || software.platform() == Platform.PURPUR) {
            script.server(30, software.versionLine());
        }
        script.server(20, "Loading properties");
        script.server(10, "Default game type: SURVIVAL");
        script.server(30, "Generating keypair");
        script.server(120, "Starting Minecraft server on *:25565");
        script.server(60, "Using epoll channel type");
        script.server(200, "Preparing level \"world\"");
        script.server(400, "Preparing start region for dimension minecraft:overworld");
        long begun = script.millis;
        for (int percent = 0; percent < 100; percent += 10 + random.nextInt(20)) {
            script.line(250, "Worker-Main-" + (1 + random.nextInt(4)), "Preparing spawn area: " + percent + "%");
        }
        script.server(300, "Time elapsed: " + (script.millis - begun) + " ms");
        script.server(
                40, String.format(Locale.ROOT, "Done (%.3fs)! For help, type \"help\"", (script.millis + 40) / 1000.0));
        return script.lines;
    }

    private static final class Script {

        private final Random random;
        private final List<Line> lines = new ArrayList<>();
        private long millis;

        private Script(Random random) {
            this.random = random;
        }

        private void main(int gap, String text) {
            line(gap, "ServerMain", text);
        }

        private void server(int gap, String text) {
            line(gap, "Server thread", text);
        }

        private void line(int gap, String thread, String text) {
            millis += gap / 2 + random.nextInt(gap);
            lines.add(new Line(millis, thread, "INFO", text));
        }
    }
}
