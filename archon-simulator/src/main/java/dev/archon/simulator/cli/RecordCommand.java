package dev.archon.simulator.cli;

import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.ArchonRecorder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records what passes between clients and a real server. */
@Command(
        name = "record",
        description = {
            "Records what passes between clients and a real Archon, or another simulator.",
            "Stands between them and writes what it sees to a file, without tokens, until it gets SIGTERM or SIGINT."
                    + " Prints 'ready URL' when it listens."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar archon-simulator.jar record session.jsonl --port 8080",
            "  java -jar archon-simulator.jar record session.jsonl --upstream http://127.0.0.1:9000"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RecordCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ListenOptions listen = new ListenOptions();

    @Parameters(paramLabel = "FILE", description = "what to write, JSON lines; must not exist yet")
    Path file = Path.of("");

    @Option(
            names = "--upstream",
            paramLabel = "URL",
            defaultValue = RestPaths.DEFAULT_BASE,
            description = "base URL of the real server; by default ${DEFAULT-VALUE}")
    URI upstream = URI.create(RestPaths.DEFAULT_BASE);

    @Option(
            names = "--upstream-authority",
            paramLabel = "FILE",
            description = "PEM file with certificates to trust there, instead of those that Java trusts")
    @Nullable
    Path authorities;

    @Override
    public Integer call() throws Exception {
        new ForegroundRunner(spec, listen).run(this::start);
        return ExitCode.OK;
    }

    private ForegroundRunner.Listening start() throws IOException {
        ArchonRecorder.Builder builder =
                ArchonRecorder.builder(upstream, file).host(listen.host).port(listen.port);
        if (listen.withTls()) {
            builder.tls();
        }
        if (authorities != null) {
            builder.upstreamTrust(trust(authorities));
        }
        ArchonRecorder recorder = builder.start();
        return new ForegroundRunner.Listening(
                recorder.baseUri(),
                listen.withTls() ? Optional.of(recorder.tls()) : Optional.empty(),
                recorder::close,
                recorder.ended());
    }

    private static KeyStore trust(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + ++number, each);
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("cannot read certificates from " + pem + ": " + e.getMessage(), e);
        }
    }
}
