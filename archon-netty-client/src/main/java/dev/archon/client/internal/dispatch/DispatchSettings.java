package dev.archon.client.internal.dispatch;

import dev.archon.client.Overflow;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * How one server's events are delivered.
 *
 * @param executor where handlers and subscribers run
 * @param overflow what to do when there is no room
 * @param maxEvents how many events may wait for a consumer
 * @param maxBytes how many bytes of messages may wait for a consumer
 * @param drained called, on any thread, when a queue that may have been full has fallen to half of its bounds
 * @param counters told what is delivered and dropped
 * @param later has something run a moment later, to look again whether the executor takes tasks; returns whether it will be
 * @param errors told what goes wrong in handlers and in the executor
 */
public record DispatchSettings(
        Executor executor,
        Overflow overflow,
        int maxEvents,
        long maxBytes,
        Runnable drained,
        DispatchCounters counters,
        Predicate<Runnable> later,
        HandlerErrors errors) {}
