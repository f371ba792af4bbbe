package dev.archon.simulator.cli;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.Recording;
import dev.archon.simulator.ReplayPace;
import dev.archon.simulator.SimulatorTime;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays a recording to every client that connects. */
@Command(
        name = "replay",
        description = {
            "Plays a recording to every client that connects, until it gets SIGTERM or SIGINT.",
            "Prints 'ready URL' when it listens."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar archon-simulator.jar replay session.jsonl --port 8080",
            "  java -jar archon-simulator.jar replay session.jsonl --speed max"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReplayCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ListenOptions listen = new ListenOptions();

    @Mixin
    TokenOption token = new TokenOption();

    @Parameters(paramLabel = "FILE", description = "what the command record wrote")
    Path file = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "how many times as fast as it was recorded; 'max' for as fast as the client reads")
    String speed = "1";

    @Override
    public Integer call() throws Exception {
        boolean unpaced = speed.equals("max");
        ArchonSimulatorBuilder builder = ArchonSimulator.builder();
        try {
            builder.time(unpaced ? SimulatorTime.real() : SimulatorTime.scaled(Double.parseDouble(speed)));
            token.apply(builder);
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--speed must be a number above 0, or max: " + speed, e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        try {
            builder.replay(read(), unpaced ? ReplayPace.UNPACED : ReplayPace.RECORDED);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        new ForegroundRunner(spec, listen).run(builder, token.note());
        return ExitCode.OK;
    }

    private Recording read() throws IOException {
        try {
            Recording recording = Recording.read(file);
            if (recording.isCutOff()) {
                spec.commandLine()
                        .getErr()
                        .println(Main.NAME + ": " + file + " ends in the middle of a line; it is played up to there");
            }
            return recording;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }
}
