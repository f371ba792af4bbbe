package dev.archon.simulator.game;

import java.util.Random;

/** The lines of a burst, as of a verbose plug-in that logs every chunk. Each line has a number, so that a lost one is noticed. */
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
