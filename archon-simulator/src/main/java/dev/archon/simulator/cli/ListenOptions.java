package dev.archon.simulator.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for address and certificate, shared by the commands that listen. */
final class ListenOptions {

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "port to listen on; 0, the default, is any that is free")
    int port;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "address to listen on; by default ${DEFAULT-VALUE}")
    String host = "127.0.0.1";

    @Option(
            names = "--tls",
            description = "speak https and wss, with a certificate made at the start; its fingerprint is printed")
    boolean tls;

    @Option(
            names = "--tls-authority",
            paramLabel = "FILE",
            description = "where to write, as PEM, the certificate that clients have to trust; means --tls")
    @Nullable
    Path authorityFile;

    boolean withTls() {
        return tls || authorityFile != null;
    }
}
