package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a race is to measure, and how.
 *
 * @param comparisons what is measured
 * @param contenders who may take part
 * @param rounds how often each contender runs with typical lines
 * @param warmUpMillis for how long each run warms up, in milliseconds
 * @param windowMillis for how long each run is measured, in milliseconds
 * @param out the folder for results
 * @param node the folder in which the packages for Node.js are installed
 * @param command the options of the command line, for the report
 * @param publication where the results go in the project; {@code null} for nowhere
 */
public record RaceConfig(
        Set<Comparison> comparisons,
        Set<Contender> contenders,
        int rounds,
        int warmUpMillis,
        int windowMillis,
        Path out,
        Path node,
        String command,
        @Nullable Publication publication) {}
