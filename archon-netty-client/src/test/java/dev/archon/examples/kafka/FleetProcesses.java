package dev.archon.examples.kafka;

import dev.archon.simulator.ArchonSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the programs of a fleet as processes, since Kafka's clients need a logging library that other tests must not have. */
final class FleetProcesses implements AutoCloseable {

    private static final String CLASS_PATH = String.join(
            ":",
            System.getProperty("java.class.path"),
            KafkaBroker.JARS.resolve("slf4j-api.jar").toString(),
            KafkaBroker.JARS.resolve("slf4j-simple.jar").toString());

    private final Path folder;
    private final KafkaBroker broker;
    private final ArchonSimulator simulator;
    private final List<JavaProcess> processes = new ArrayList<>();

    /**
     * Makes a starter of processes.
     *
     * @param folder where their files are
     * @param broker not closed by this
     * @param simulator not closed by this
     */
    FleetProcesses(Path folder, KafkaBroker broker, ArchonSimulator simulator) {
        this.folder = folder;
        this.broker = broker;
        this.simulator = simulator;
    }

    /** Starts a backend with that lease. */
    JavaProcess backend(String name, int leaseSeconds) throws IOException {
        return fleet(
                name,
                "backend",
                "--base-url",
                simulator.baseUri().toString(),
                "--token",
                "any",
                "--name",
                name,
                "--lease",
                String.valueOf(leaseSeconds));
    }

    /** Starts one of the commands of {@link KafkaFleet}. */
    JavaProcess fleet(String name, String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add(1, "--bootstrap");
        arguments.add(2, broker.bootstrap());
        return start(name, KafkaFleet.class, arguments);
    }

    /** Starts a program. */
    JavaProcess start(String name, Class<?> program, List<String> arguments) throws IOException {
        JavaProcess process = JavaProcess.start(name, folder, "96m", CLASS_PATH, program.getName(), arguments);
        processes.add(process);
        return process;
    }

    @Override
    public void close() {
        processes.forEach(JavaProcess::close);
    }
}
