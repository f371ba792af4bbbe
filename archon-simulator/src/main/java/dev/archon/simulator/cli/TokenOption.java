package dev.archon.simulator.cli;

import dev.archon.simulator.ArchonSimulatorBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The API token of the commands that simulate. */
final class TokenOption {

    @Option(
            names = "--token",
            paramLabel = "T",
            description = "the only API token that is taken; by default any that is not empty")
    @Nullable
    String token;

    void apply(ArchonSimulatorBuilder builder) {
        if (token != null) {
            builder.apiToken(token);
        }
    }

    Optional<String> note() {
        return token == null ? Optional.of("no --token: any API token that is not empty is taken") : Optional.empty();
    }
}
