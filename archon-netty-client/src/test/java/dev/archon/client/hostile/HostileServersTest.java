package dev.archon.client.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.archon.client.hostile.CaseRun.Tls;
import dev.archon.leak.Footprint;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the whole catalogue of hostile servers. Of each case it is checked what the user is told and within what time, that
 * all texts are fit to be shown and hold no token, how much of an endless answer was taken, that the next connection of the
 * same client works, and that the closed client leaves neither socket nor thread.
 *
 * <p>Cases run {@value #AT_A_TIME} at a time. {@code -Dhostile=words} plays only those whose names hold the words.
 */
@Tag("slow")
@Tag("alone")
class HostileServersTest {

    private static final int AT_A_TIME = 16;
    private static final int LEAST_CASES = 250;

    /** What the catalogue itself and the captured log take, with room to spare. */
    private static final long MOST_HEAP = 192 << 20;

    /** Netty keeps buffers for later; so much is no more than it keeps for any other use. */
    private static final long MOST_DIRECT = 192 << 20;

    /** What a case may take at worst: its time limit, the next connection, and the releases. */
    private static final int CASE_LIMIT_SECONDS = 240;

    @TestFactory
    Stream<DynamicTest> whatEachServerDoesIsToldAndOutlived() {
        String chosen = System.getProperty("hostile", "");
        List<HostileCase> cases = catalogue().stream()
                .filter(each -> each.name().contains(chosen))
                .toList();
        List<CompletableFuture<List<String>>> results = new ArrayList<>();
        for (HostileCase each : cases) {
            results.add(played(each));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
        return Stream.concat(
                Stream.iterate(0, i -> i < cases.size(), i -> i + 1)
                        .map(i -> dynamicTest(
                                cases.get(i).name(), () -> assertNoFaults(cases.get(i), results.get(i), all))),
                Stream.of(dynamicTest("afterwards: nothing is left", () -> assertNothingIsLeft(all))));
    }

    /** What one case alone could not be blamed for. Other classes of the same process may begin or end a thread meanwhile. */
    private static void assertNothingIsLeft(CompletableFuture<Void> all) {
        assertTrue(all.isDone(), "each case was waited for");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    Footprint after = Footprint.now();
                    String change = before + " became " + after;
                    assertTrue(after.files() <= before.files() + 20, change);
                    assertTrue(after.threads() <= before.threads() + 4, change);
                    assertTrue(after.heapBytes() <= before.heapBytes() + MOST_HEAP, change);
                    assertTrue(after.directBytes() <= MOST_DIRECT, change);
                });
    }

    @Test
    void theCatalogueIsLargeAndNamesEachCaseOnce() {
        List<String> names = catalogue().stream().map(HostileCase::name).toList();
        assertTrue(names.size() >= LEAST_CASES, names.size() + " cases");
        assertEquals(names.size(), new HashSet<>(names).size(), "names that two cases have: " + repeated(names));
    }

    static List<HostileCase> catalogue() {
        return Stream.of(
                        TokenCallCases.all(),
                        NoHttpCases.all(),
                        CredentialsCases.all(),
                        HandshakeCases.all(),
                        FrameCases.all(),
                        CompressionCases.all(),
                        JsonCases.all(),
                        AuthenticationCases.all(),
                        ClosingCases.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> repeated(List<String> names) {
        HashSet<String> seen = new HashSet<>();
        return names.stream().filter(name -> !seen.add(name)).toList();
    }

    /** A case that was only late is played once more when all others are over: sixteen at a time may be too many for a machine. */
    private static void assertNoFaults(
            HostileCase played, CompletableFuture<List<String>> result, CompletableFuture<Void> all) throws Exception {
        List<String> faults = result.get(CASE_LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!faults.isEmpty() && faults.stream().allMatch(fault -> fault.startsWith(CaseRun.LATE))) {
            all.handle((none, error) -> true).get(CASE_LIMIT_SECONDS, TimeUnit.SECONDS);
            faults = played(played).get(CASE_LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        assertEquals(List.of(), faults);
    }

    /** Each case has a thread group of its own, by which the threads are found that it leaves. */
    private static CompletableFuture<List<String>> played(HostileCase played) {
        CompletableFuture<List<String>> result = new CompletableFuture<>();
        int number = NUMBERS.incrementAndGet();
        places.execute(() -> {
            Thread thread = new Thread(new ThreadGroup(played.name()), () -> play(played, number, result), "case");
            thread.start();
            try {
                result.get(CASE_LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static void play(HostileCase played, int number, CompletableFuture<List<String>> result) {
        long start = System.nanoTime();
        try {
            List<String> faults = new CaseRun(played, number, tls, LOG, serving).play();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            REPORT.add(
                    String.format("%6d ms  %s%s", millis, played.name(), faults.isEmpty() ? "" : "  FAULTS " + faults));
            result.complete(faults);
        } catch (Throwable e) {
            REPORT.add("broken  " + played.name() + "  " + e);
            result.completeExceptionally(e);
        }
    }

    private static final Report REPORT = new Report();
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Overhearing LOG = new Overhearing();
    private static ExecutorService places;
    private static ExecutorService serving;
    private static Tls tls;
    private static Footprint before;

    @BeforeAll
    static void start() throws Exception {
        LOG.start();
        places = Executors.newFixedThreadPool(AT_A_TIME);
        ThreadGroup servers = new ThreadGroup("hostile servers");
        serving = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(servers, task, "hostile-server");
            thread.setDaemon(true);
            return thread;
        });
        X509Bundle authority = new CertificateBuilder()
                .subject("CN=An authority of tests")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle own = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .addExtendedKeyUsageServerAuth()
                .buildIssuedBy(authority);
        before = Footprint.now();
        tls = new Tls(context(null, authority), context(own, null));
    }

    @AfterAll
    static void stop() {
        LOG.close();
        places.shutdownNow();
        serving.shutdownNow();
    }

    private static SSLContext context(@Nullable X509Bundle own, @Nullable X509Bundle trusted)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                own == null ? null : own.toKeyManagerFactory().getKeyManagers(),
                trusted == null ? null : trusted.toTrustManagerFactory().getTrustManagers(),
                null);
        return context;
    }
}
