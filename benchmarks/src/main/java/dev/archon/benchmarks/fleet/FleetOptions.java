package dev.archon.benchmarks.fleet;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of every command. */
final class FleetOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder for the figures as Markdown; ${DEFAULT-VALUE} by default.")
    Path out = Path.of("benchmarks/target/fleet");
}
