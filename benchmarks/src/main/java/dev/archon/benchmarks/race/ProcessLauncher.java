package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.contender.ContenderProcess;
import dev.archon.benchmarks.race.Schedule.ScheduledRun;
import dev.archon.benchmarks.sender.Sender;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the processes of a race. */
final class ProcessLauncher {

    /** The options of every contender's JVM. */
    static final List<String> JVM_FLAGS = List.of("-Xms512m", "-Xmx512m");

    /** The sender only copies what is encoded already, and must not compile for long on a core that a contender needs. */
    static final List<String> SENDER_FLAGS = List.of("-XX:TieredStopAtLevel=1");

    private static final String SCRIPT = "npm-client.mjs";
    private static final String PACKAGE = "node_modules/@modrinth/api-client/dist/index.js";
    private static final int NODE_LIMIT_SECONDS = 10;

    private final Path out;
    private final Path node;

    /**
     * Makes a launcher.
     *
     * @param out where logs go
     * @param node where the packages for Node.js are installed
     */
    ProcessLauncher(Path out, Path node) {
        this.out = out;
        this.node = node;
    }

    ChildProcess sender() throws IOException {
        List<String> command = java(Sender.class);
        command.addAll(1, SENDER_FLAGS);
        return start("sender", command);
    }

    /**
     * Starts a contender.
     *
     * @param arguments those of {@link ContenderProcess#main} behind the contender's id
     */
    ChildProcess contender(ScheduledRun scheduled, List<String> arguments) throws IOException {
        Contender contender = scheduled.contender();
        List<String> command = contender == Contender.NPM
                ? new ArrayList<>(List.of("node", script().toString(), node.toString()))
                : java(ContenderProcess.class);
        if (contender != Contender.NPM) {
            command.add(contender.id());
        }
        command.addAll(arguments);
        return start("%s-%d-%s".formatted(scheduled.comparison().id(), scheduled.round(), contender.id()), command);
    }

    /** Why the npm client cannot race, or an empty text if it can. */
    String nodeMissing() throws InterruptedException {
        if (!Files.exists(node.resolve(PACKAGE))) {
            return "its packages are not in " + node + "; 'npm install --prefix " + node + "' brings them";
        }
        try {
            Process process = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(NODE_LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return "";
            }
            process.destroyForcibly();
            return "Node.js does not run";
        } catch (IOException e) {
            return "there is no Node.js";
        }
    }

    private ChildProcess start(String name, List<String> command) throws IOException {
        Path logs = Files.createDirectories(out.resolve("logs"));
        return ChildProcess.start(name, command, logs.resolve(name + ".log"));
    }

    private static List<String> java(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    private Path script() throws IOException {
        Path script = out.resolve(SCRIPT);
        try (InputStream in = ProcessLauncher.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException(SCRIPT + " is not in the class path");
            }
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }
}
