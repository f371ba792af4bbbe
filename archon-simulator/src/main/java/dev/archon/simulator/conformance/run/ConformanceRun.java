package dev.archon.simulator.conformance.run;

import dev.archon.simulator.conformance.CaseResult;
import dev.archon.simulator.conformance.ConformanceCase;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs many cases, several at a time. */
public final class ConformanceRun {

    private static final long END_SECONDS = 15;

    private ConformanceRun() {}

    /**
     * Runs cases. An interrupt ends all of them, and their clients.
     *
     * @param cases the cases
     * @param command how the client is started, once for each case
     * @param jobs how many cases run at the same time
     * @param limit how long a case may take at most, from the start of its client
     * @param progress told of each result when it is there, on the calling thread
     * @return the results, in the order of the cases
     * @throws IOException if the client cannot be started
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static List<CaseResult> run(
            List<ConformanceCase> cases, ClientCommand command, int jobs, Duration limit, Consumer<CaseResult> progress)
            throws IOException, InterruptedException {
        Random random = new SecureRandom();
        ExecutorService pool = Executors.newFixedThreadPool(jobs, task -> {
            Thread thread = new Thread(task, "conformance-case");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<CaseResult> runs = new ExecutorCompletionService<>(pool);
            // The longest first, so that none of them is waited for at the end alone.
            List<ConformanceCase> longestFirst = new ArrayList<>(cases);
            longestFirst.sort(Comparator.comparing(ConformanceCase::limit).reversed());
            for (ConformanceCase one : longestFirst) {
                var unused = runs.submit(() -> CaseRun.run(one, command, random, limit));
            }
            List<CaseResult> results = new ArrayList<>();
            while (results.size() < cases.size()) {
                CaseResult result = runs.take().get();
                results.add(result);
                progress.accept(result);
            }
            results.sort(Comparator.comparingInt(result -> cases.indexOf(result.given())));
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw new IOException("the client cannot be tried: " + problem.getMessage(), problem);
            }
            throw new IllegalStateException("a case failed by a fault of the kit: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
            if (!pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(ConformanceRun.class.getName())
                        .log(System.Logger.Level.WARNING, "a case has not ended within " + END_SECONDS + " s");
            }
        }
    }
}
