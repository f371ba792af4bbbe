package dev.archon.leak;

import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Netty's leak detector, which notes what it finds instead of only logging it. Netty makes it by its name, which the build
 * gives in {@code io.netty.customResourceLeakDetector}.
 *
 * @param <T> what leaks
 */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {

    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    /**
     * Called by Netty.
     *
     * @param resource what leaks
     * @param samplingInterval how many are made for each that is watched
     */
    @SuppressWarnings("deprecation") // the constructor that Netty looks for
    public LeakRecorder(Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
    }

    @Override
    protected void reportTracedLeak(String resource, String records) {
        FOUND.add(resource + " was not released before it was collected" + records);
        super.reportTracedLeak(resource, records);
    }

    @Override
    protected void reportUntracedLeak(String resource) {
        FOUND.add(resource + " was not released before it was collected");
        super.reportUntracedLeak(resource);
    }

    /** What has leaked since the last time. */
    static List<String> take() {
        List<String> taken = new ArrayList<>();
        for (String leak = FOUND.poll(); leak != null; leak = FOUND.poll()) {
            taken.add(leak);
        }
        return taken;
    }
}
