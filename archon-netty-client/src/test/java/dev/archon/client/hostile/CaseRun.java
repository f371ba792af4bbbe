package dev.archon.client.hostile;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonClientBuilder;
import dev.archon.client.ArchonException;
import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import dev.archon.client.ServerStatus.State;
import dev.archon.client.hostile.HostileCase.Stage;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.SessionPolicy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Plays one case with a client of its own, and says what was not as it should be. */
final class CaseRun {

    /** How a fault begins that a slow machine may have caused: something had not come within its limit. */
    static final String LATE = "too late: ";

    /** How long what was let go of may take to be gone. */
    private static final Duration RELEASE = Duration.ofSeconds(10);

    /** How often the client tries before it gives up: once, and so often again. */
    private static final int ATTEMPTS = 2;

    private static final int MAX_KEPT_EVENTS = 1_000;
    private static final int MAX_LOG_LINES = 200;

    private final HostileCase played;
    private final String id;
    private final String apiToken = "mrp_" + randomLetters(44);
    private final HostileServer server;
    private final Tls tls;
    private final Overhearing log;
    private final List<String> faults = new ArrayList<>();
    private final Queue<ServerStatus> statuses = new ConcurrentLinkedQueue<>();
    private final Queue<ArchonEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signsOfLife = new AtomicInteger();
    private final Queue<Throwable> shownErrors = new ConcurrentLinkedQueue<>();

    /** Trust for the client, and keys for the server. */
    record Tls(SSLContext client, SSLContext server) {}

    CaseRun(HostileCase played, int number, Tls tls, Overhearing log, ExecutorService threads) throws Exception {
        this.played = played;
        this.id = "hostile-" + number;
        this.tls = tls;
        this.log = log;
        this.server = new HostileServer(played, apiToken, played.isOverTls() ? tls.server() : null, threads);
    }

    /** Plays the case. Returns what is wrong, each in a sentence; empty if nothing is. */
    List<String> play() throws Exception {
        try (server) {
            server.start();
            try (ArchonClient client = client()) {
                play(client);
                checkTexts();
            }
            checkReleased();
        }
        return faults;
    }

    private void play(ArchonClient client) throws Exception {
        ArchonServer handle = client.server(id);
        handle.onStatus(statuses::add);
        handle.on(ArchonEvent.class, this::received);
        long start = System.nanoTime();
        CompletableFuture<Void> connecting = handle.connect();
        boolean decided = await(played.within(), () -> isDecided(handle));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        ServerStatus status = handle.status();
        if (!decided) {
            faults.add(LATE + "after " + millis + " ms it was " + told(status) + ", and should have been "
                    + played.states());
        } else {
            checkOutcome(status);
        }
        for (int i = 0; i < played.delivered().size(); i++) {
            Predicate<ArchonEvent> wanted = played.delivered().get(i);
            // The status changes on the event loop, while handlers are called on another thread, perhaps later.
            if (!await(RELEASE, () -> events.stream().anyMatch(wanted))) {
                faults.add(LATE + played.deliveredName(i) + " was not delivered within " + RELEASE + " after it was "
                        + told(status) + ", but " + Shown.escaped(events.toString()));
            }
        }
        if (played.isWarnedOf() && !await(RELEASE, this::hasWarning)) {
            faults.add(LATE + "no warning in the log told of the lost message");
        }
        checkTaken();
        server.behave();
        if (!played.isPausingTokenCalls()) {
            checkNextConnection(handle);
            if (!connecting.isDone()) {
                faults.add(LATE + "the future of connect() never completed");
            }
        }
        keepError(connecting);
    }

    private void received(ArchonEvent event) {
        if (event instanceof LogEvent line && line.message().equals(HostileServer.STILL_HERE)) {
            signsOfLife.incrementAndGet();
        } else if (events.size() < MAX_KEPT_EVENTS) {
            events.add(event);
        }
    }

    private boolean isDecided(ArchonServer handle) {
        ServerStatus status = handle.status();
        if (played.states().contains(State.CONNECTED)) {
            return signsOfLife.get() > 0 || status.state() == State.FAILED || status.state() == State.DISCONNECTED;
        }
        return played.states().contains(status.state())
                && (status.state() != State.RECONNECTING || status.nextAttempt().isPresent());
    }

    private boolean hasWarning() {
        return log.about(id).kept().stream().anyMatch(line -> Level.WARNING.equals(line.level()));
    }

    private void checkOutcome(ServerStatus status) {
        Cause cause = status.lastCause().orElse(null);
        if (!played.states().contains(status.state())) {
            faults.add("it was " + told(status) + ", and should have been " + played.states());
        } else if (status.state() == State.CONNECTED) {
            if (server.webSockets() != 1) {
                faults.add("it took " + server.webSockets() + " connections, since " + told(status));
            }
        } else if (cause == null
                || !played.kinds().contains(cause.kind())
                || !cause.detail().contains(played.phrase())
                || (played.code().isPresent() && !played.code().equals(cause.code()))) {
            faults.add("told " + told(status) + ", and should have told " + played.kinds() + " " + played.code() + " '"
                    + played.phrase() + "'");
        }
        checkAttempts(status);
        if (!played.closeCodes().isEmpty()
                && !await(
                        RELEASE,
                        () -> server.peers().stream()
                                .anyMatch(peer -> played.closeCodes().contains(peer.closeCode())))) {
            faults.add(LATE + "the server got no close frame with one of " + played.closeCodes() + ", but "
                    + server.peers().stream().map(Peer::closeCode).toList());
        }
        if (!played.waitsAtLeast().isZero()) {
            Instant earliest = Instant.now().plus(played.waitsAtLeast()).minus(played.within());
            if (status.nextAttempt().filter(earliest::isBefore).isEmpty()) {
                faults.add("the next attempt is at " + status.nextAttempt() + ", and not after " + earliest);
            }
        }
    }

    /** On a busy machine a limit may end an attempt that the server never gets to see; the client has counted it. */
    private void checkAttempts(ServerStatus status) {
        if (played.isTriedOnce()) {
            if (server.attempts() != 1) {
                faults.add("what is no help to try again was tried " + server.attempts() + " times");
            }
        } else if (status.state() == State.FAILED) {
            int counted =
                    statuses.stream().mapToInt(ServerStatus::attempt).max().orElse(0);
            int fewest = played.isLimited() && counted == ATTEMPTS ? 1 : 1 + ATTEMPTS;
            if (server.attempts() < fewest || server.attempts() > 1 + ATTEMPTS) {
                faults.add("it was tried " + server.attempts() + " times, and counted " + counted);
            }
        }
    }

    private void checkTaken() {
        for (Peer peer : server.peers()) {
            if (peer.accepted() > played.takesAtMost()) {
                faults.add(peer.accepted() + " bytes were taken on a connection");
            }
        }
    }

    private void checkNextConnection(ArchonServer handle) throws InterruptedException {
        int before = signsOfLife.get();
        try {
            handle.reconnect().get(HostileCase.WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            if (!await(HostileCase.WITHIN, () -> signsOfLife.get() > before)) {
                faults.add(LATE + "nothing was delivered on the next connection");
            }
        } catch (TimeoutException e) {
            faults.add(LATE + "the next connection, " + told(handle.status()));
        } catch (ExecutionException e) {
            faults.add("the next connection failed: " + Shown.escaped(e.toString()) + ", " + told(handle.status()));
        }
    }

    private void keepError(CompletableFuture<Void> future) throws InterruptedException {
        try {
            future.get(1, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable error = e.getCause();
            if (error == null) {
                faults.add("connect() failed without a cause");
            } else if (!(error instanceof ArchonException)) {
                faults.add("connect() failed with " + Shown.escaped(error.toString()));
            } else {
                shownErrors.add(error);
            }
        } catch (TimeoutException e) {
            // It has been told already that it is not done.
            return;
        }
    }

    private void checkTexts() {
        Shown shown = new Shown(secrets());
        for (ServerStatus status : statuses) {
            faults.addAll(shown.secretsIn("the status", status.toString()));
            status.lastCause().ifPresent(cause -> {
                faults.addAll(shown.faults("the cause", cause.detail()));
                faults.addAll(shown.faults("the cause's description", cause.describe()));
            });
        }
        for (Throwable error : shownErrors) {
            for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
                faults.addAll(shown.faults("the exception", String.valueOf(cause.getMessage())));
            }
        }
        Overhearing.Lines lines = log.about(id);
        for (Overhearing.Line line : lines.kept()) {
            faults.addAll(shown.faults("the log", line.message()));
            faults.addAll(shown.secretsIn("the log's stack trace", line.thrown()));
        }
        for (Overhearing.Line line : log.aboutNobody().kept()) {
            faults.addAll(shown.secretsIn("the log", line.message() + line.thrown()));
        }
        if (lines.count() > MAX_LOG_LINES) {
            faults.add("it was worth " + lines.count() + " lines of the log");
        }
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>(server.tokens());
        secrets.add(apiToken);
        return secrets;
    }

    /** The client is closed: the server sees an end on each connection that it has not ended itself. */
    private void checkReleased() {
        if (!await(RELEASE, () -> server.peers().stream().allMatch(Peer::hasEnded))) {
            long open = server.peers().stream().filter(peer -> !peer.hasEnded()).count();
            faults.add(
                    LATE + open + " of " + server.peers().size() + " connections were left open by the closed client");
        }
        ThreadGroup own = Thread.currentThread().getThreadGroup();
        if (!await(RELEASE, () -> threads(own).isEmpty())) {
            faults.add(LATE + "the closed client has left threads: " + threads(own));
        }
    }

    /** Threads that were started for this case, without those that the JDK and Netty have for all. */
    private static List<String> threads(ThreadGroup own) {
        Thread[] all = new Thread[own.activeCount() + 64];
        List<String> names = new ArrayList<>();
        for (int i = 0, n = own.enumerate(all); i < n; i++) {
            String name = all[i].getName();
            boolean shared = name.startsWith("globalEventExecutor")
                    || name.startsWith("ForkJoinPool")
                    || name.startsWith("CompletableFutureDelayScheduler")
                    || name.startsWith("JFR")
                    || name.startsWith("Cleaner");
            if (all[i] != Thread.currentThread() && !shared) {
                names.add(name);
            }
        }
        return names;
    }

    private ArchonClient client() {
        Duration tokenLimit = played.limit(Stage.TOKEN_CALL);
        Duration idleLimit = played.limit(Stage.CONNECTED);
        ArchonClientBuilder builder = ArchonClient.builder()
                .baseUrl(server.base())
                .token(apiToken)
                .requestTimeout(tokenLimit)
                .maxMessageBytes(1 << 20)
                .session(SessionPolicy.builder()
                        .backoff(BackoffPolicy.exponential()
                                .base(Duration.ofMillis(10))
                                .cap(Duration.ofMillis(50))
                                .maxAttempts(ATTEMPTS)
                                .build())
                        .openTimeout(played.limit(Stage.HANDSHAKE))
                        .authTimeout(played.limit(Stage.AUTHENTICATION))
                        .keepAlive(idleLimit, idleLimit)
                        .refreshInterval(Duration.ofMillis(50))
                        .build());
        if (played.isOverTls()) {
            builder.tls(tls.client());
        }
        return played.configured(builder).build();
    }

    private static String told(ServerStatus status) {
        return status.state() + " because of "
                + status.lastCause()
                        .map(cause -> cause.kind() + " " + cause.code() + " '" + Shown.escaped(cause.detail()) + "'")
                        .orElse("nothing");
    }

    private static boolean await(Duration longest, BooleanSupplier condition) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }

    private static String randomLetters(int count) {
        return new SecureRandom()
                .ints(count, 0, 62)
                .mapToObj(
                        i -> String.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".charAt(i)))
                .reduce("", String::concat);
    }
}
