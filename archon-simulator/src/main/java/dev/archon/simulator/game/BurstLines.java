package dev.archon.simulator.game;

import java.util.Random;

/** The lines of a burst: a chatty plug-in that logs every chunk. Each line carries its number, so none can get lost unseen. */
final class BurstLines {

    private final Random random;
    private long printed;

    BurstLines(Random random) {
        this.random = random;
    }

    void print(Console console) {
        printed++;
        console.print(
                "Worker-Main-" + (1 + random.nextInt(4)),
                "INFO",
                "[ChunkLog] #" + printed + " loaded chunk [" + (random.nextInt(400) - 200) + ", "
                        + (random.nextInt(400) - 200) + "] in world 'world' after "
                        + random.nextInt(90_000) + " us");
    }
}
