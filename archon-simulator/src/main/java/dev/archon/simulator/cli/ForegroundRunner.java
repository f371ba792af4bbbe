package dev.archon.simulator.cli;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.TlsIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs a simulator, recorder or replay in the foreground until the process gets SIGTERM or SIGINT. */
final class ForegroundRunner {

    private final CommandSpec spec;
    private final ListenOptions options;

    ForegroundRunner(CommandSpec spec, ListenOptions options) {
        this.spec = spec;
        this.options = options;
    }

    /**
     * A server that listens.
     *
     * @param baseUri the base address for clients
     * @param tls its certificate, if it has one
     * @param closing closes it
     * @param ended fails if it stops because of an error
     */
    record Listening(URI baseUri, Optional<TlsIdentity> tls, Runnable closing, Future<?> ended) {}

    /**
     * Starts a simulator with the options for listening, and waits for the end of the process.
     *
     * @param note printed to standard error once it listens
     */
    void run(ArchonSimulatorBuilder builder, Optional<String> note) throws IOException, InterruptedException {
        run(() -> {
            builder.host(options.host).port(options.port);
            if (options.withTls()) {
                builder.tls();
            }
            ArchonSimulator sim = builder.start();
            note.ifPresent(spec.commandLine().getErr()::println);
            return new Listening(
                    sim.baseUri(),
                    options.withTls() ? Optional.of(sim.tls()) : Optional.empty(),
                    sim::close,
                    new CompletableFuture<>());
        });
    }

    /** Starts a server, prints its address, and waits for the end of the process. */
    void run(Callable<Listening> start) throws IOException, InterruptedException {
        Listening listening = start(start);
        try {
            announce(listening);
        } catch (IOException e) {
            listening.closing().run();
            throw e;
        }
        Thread end = new Thread(() -> end(listening), "archon-simulator-end");
        Runtime.getRuntime().addShutdownHook(end);
        PrintWriter out = spec.commandLine().getOut();
        out.println("ready " + listening.baseUri());
        out.flush();
        try {
            listening.ended().get();
            // It was closed by the shutdown hook, which ends the process.
            end.join();
        } catch (ExecutionException e) {
            Runtime.getRuntime().removeShutdownHook(end);
            throw new IOException("stopped because of " + e.getCause(), e);
        }
    }

    private Listening start(Callable<Listening> start) throws IOException {
        try {
            return start.call();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void announce(Listening listening) throws IOException {
        if (listening.tls().isEmpty()) {
            return;
        }
        TlsIdentity identity = listening.tls().get();
        spec.commandLine().getErr().println("certificate SHA-256 " + identity.fingerprint());
        if (options.authorityFile != null) {
            try {
                Files.writeString(options.authorityFile, identity.authorityPem());
            } catch (IOException e) {
                throw new IOException("cannot write " + options.authorityFile + ": " + e, e);
            }
        }
    }

    /** A signal is no failure, so the process ends with 0 instead of the signal's number, which Java would use. */
    private static void end(Listening listening) {
        try {
            listening.closing().run();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
