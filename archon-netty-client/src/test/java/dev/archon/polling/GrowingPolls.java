package dev.archon.polling;

import java.time.Duration;
import net.jqwik.api.lifecycle.BeforeContainerHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has Awaitility look after {@value #FIRST_MILLIS} ms, and then at intervals that double up to {@value #LONGEST_MILLIS} ms.
 * Its own default is to sleep for 100 ms before the first look, although most of what tests wait for takes a few milliseconds;
 * a property that waits ten times in each try sleeps for a second. A wait that sets its own interval keeps it. JUnit and jqwik
 * find this class as a service.
 */
public final class GrowingPolls implements BeforeAllCallback, BeforeContainerHook {

    private static final long FIRST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 100;

    @Override
    public void beforeAll(ExtensionContext context) {
        set();
    }

    @Override
    public void beforeContainer(ContainerLifecycleContext context) {
        set();
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    private static void set() {
        Awaitility.setDefaultPollDelay(Duration.ofMillis(FIRST_MILLIS));
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(
                last -> Duration.ofMillis(Math.min(2 * last.toMillis(), LONGEST_MILLIS)),
                Duration.ofMillis(FIRST_MILLIS)));
    }
}
