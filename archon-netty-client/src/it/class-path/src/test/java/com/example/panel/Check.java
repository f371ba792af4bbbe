package com.example.panel;

import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.journal.JournalEntry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the panel against the simulator, and compares what the client has brought with the README's table. */
final class Check {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [\\d,]+ \\|");

    private Check() {}

    public static void main(String[] args) throws IOException {
        try (ArchonSimulator simulator =
                ArchonSimulator.builder().server("demo").start()) {
            Panel.run(simulator.baseUri(), "any", "demo");
            simulator.journal().awaitCommand("demo", "say hello", LIMIT);
            simulator
                    .journal()
                    .await(JournalEntry.Power.class, power -> power.action() == PowerAction.RESTART, LIMIT);
        }
        TreeSet<String> found = Arrays.stream(Files.readString(Path.of(args[0])).strip().split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString().replaceFirst("-\\d.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> shown = ROW.matcher(Files.readString(Path.of(args[1])))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!found.equals(shown)) {
            throw new IllegalStateException("the client brings " + found + ", and the README says " + shown);
        }
    }
}
