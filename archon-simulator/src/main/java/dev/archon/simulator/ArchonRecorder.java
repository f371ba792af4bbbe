package dev.archon.simulator;

import dev.archon.simulator.internal.http.Listener;
import dev.archon.simulator.recording.RecordingProxy;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * A proxy between clients and a real Archon, or another simulator, that writes what it sees to a file; {@link Recording}
 * reads it.
 *
 * <pre>{@code
 * URI archon = URI.create("https://archon.modrinth.com");
 * try (ArchonRecorder recorder = ArchonRecorder.builder(archon, Path.of("session.jsonl")).start()) {
 *     connectSomehow(recorder.baseUri());
 * }
 * }</pre>
 *
 * <p>REST calls and WebSockets pass through both ways; the {@code url} of a token answer is rewritten so that the
 * WebSocket comes here too. Bytes on a WebSocket are passed on as they are, whatever they mean; only extensions such as
 * compression are not let through. Tokens and headers with secrets are replaced before anything is written. A client that
 * reads slowly slows the real server down, and the other way round; what waits is bounded.
 *
 * <p>Every method may be called from any thread.
 */
public final class ArchonRecorder implements AutoCloseable {

    private final EventLoopGroup group;
    private final RecordingProxy proxy;
    private final Listener listener;
    private final Optional<TlsIdentity> tls;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private ArchonRecorder(EventLoopGroup group, RecordingProxy proxy, Listener listener, Optional<TlsIdentity> tls) {
        this.group = group;
        this.proxy = proxy;
        this.listener = listener;
        this.tls = tls;
        proxy.failure().whenCompleteAsync((none, problem) -> {
            if (problem != null) {
                ended.completeExceptionally(problem);
                close();
            }
        });
    }

    /**
     * Begins to describe a recorder.
     *
     * @param upstream the real server's base address, {@code http} or {@code https}
     * @param file what to write; must not exist yet
     * @return a builder with the defaults that its methods name
     * @throws IllegalArgumentException if the address is no base address
     */
    public static Builder builder(URI upstream, Path file) {
        return new Builder(upstream, file);
    }

    /**
     * The base address for clients.
     *
     * @return for example {@code http://127.0.0.1:40123}, without a slash at its end
     */
    public URI baseUri() {
        return listener.baseUri();
    }

    /**
     * The certificate that it shows, and what clients need to trust it.
     *
     * @return what was made for it when it started
     * @throws IllegalStateException if it was started without {@linkplain Builder#tls() TLS}
     */
    public TlsIdentity tls() {
        return tls.orElseThrow(() -> new IllegalStateException(
                "this recorder speaks plain HTTP; call tls() on its builder for a certificate"));
    }

    /**
     * The end of the recording.
     *
     * @return completes when the recorder was closed and the file is complete; fails with an {@link IOException} when the
     *     file cannot be written any more, which closes the recorder too
     */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Ends every connection and completes the file; within some seconds. */
    @Override
    public void close() {
        if (group.isShuttingDown()) {
            return;
        }
        listener.close();
        proxy.disconnect();
        awaitTurnOfEveryLoop();
        group.shutdownGracefully(0, 1000, TimeUnit.MILLISECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
        proxy.close();
        ended.complete(null);
    }

    private void awaitTurnOfEveryLoop() {
        List<Future<?>> turns = new ArrayList<>();
        group.forEach(loop -> turns.add(loop.submit(() -> {})));
        turns.forEach(turn -> turn.awaitUninterruptibly(250, TimeUnit.MILLISECONDS));
    }

    /** Describes a recorder. Belongs to one thread; each method returns this builder. */
    public static final class Builder {

        private final URI upstream;
        private final Path file;
        private String host = "127.0.0.1";
        private int port;
        private boolean withTls;
        private Optional<KeyStore> trust = Optional.empty();

        private Builder(URI upstream, Path file) {
            this.upstream = base(upstream);
            this.file = Objects.requireNonNull(file, "file");
        }

        private static URI base(URI uri) {
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https"))
                    || uri.getHost() == null
                    || uri.getUserInfo() != null
                    || uri.getQuery() != null
                    || uri.getFragment() != null) {
                throw new IllegalArgumentException(
                        "upstream must be a base address such as https://archon.modrinth.com: " + uri);
            }
            String path = uri.getRawPath();
            return URI.create(scheme + "://" + uri.getRawAuthority()
                    + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path));
        }

        /**
         * The port to listen on.
         *
         * @param newPort the port; by default 0, which means any that is free
         * @return this
         */
        public Builder port(int newPort) {
            if (newPort < 0 || newPort > 65_535) {
                throw new IllegalArgumentException("port must be 0 to 65535: " + newPort);
            }
            port = newPort;
            return this;
        }

        /**
         * The address to listen on.
         *
         * @param newHost a name or an address; by default {@code 127.0.0.1}
         * @return this
         */
        public Builder host(String newHost) {
            host = Objects.requireNonNull(newHost, "newHost");
            return this;
        }

        /**
         * Speaks HTTPS and WSS only to clients, with a certificate that is made at the start. By default it speaks plain
         * HTTP.
         *
         * @return this
         */
        public Builder tls() {
            withTls = true;
            return this;
        }

        /**
         * Whom to trust on the way to the real server.
         *
         * @param authorities holds the certificates; by default those that Java trusts
         * @return this
         */
        public Builder upstreamTrust(KeyStore authorities) {
            trust = Optional.of(authorities);
            return this;
        }

        /**
         * Starts the recorder.
         *
         * @return a recorder that listens
         * @throws UncheckedIOException if it cannot listen on the address, or the file exists already or cannot be
         *     written
         */
        public ArchonRecorder start() {
            Optional<TlsIdentity> tls =
                    withTls ? Optional.of(TlsIdentity.create(TlsCertificate.VALID, host)) : Optional.empty();
            try {
                return start(tls);
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }

        private ArchonRecorder start(Optional<TlsIdentity> tls) throws IOException {
            RecordingProxy proxy = open();
            EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                    Math.max(1, Runtime.getRuntime().availableProcessors()),
                    new DefaultThreadFactory("archon-recorder", true),
                    NioIoHandler.newFactory());
            try {
                return new ArchonRecorder(
                        group,
                        proxy,
                        Listener.bind(group, host, port, tls.map(TlsIdentity::serverContext), proxy::accept),
                        tls);
            } catch (IOException e) {
                proxy.close();
                Files.deleteIfExists(file);
                throw e;
            }
        }

        private RecordingProxy open() throws IOException {
            try {
                SslContextBuilder context = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
                if (trust.isPresent()) {
                    TrustManagerFactory factory =
                            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                    factory.init(trust.get());
                    context.trustManager(factory);
                }
                return RecordingProxy.open(upstream, withTls, context.build(), file);
            } catch (SSLException | GeneralSecurityException e) {
                throw new IllegalArgumentException("upstreamTrust: " + e.getMessage(), e);
            } catch (FileAlreadyExistsException e) {
                throw new IOException("there is a file " + file + " already; choose another name", e);
            } catch (IOException e) {
                throw new IOException("cannot write " + file + ": " + e, e);
            }
        }
    }
}
