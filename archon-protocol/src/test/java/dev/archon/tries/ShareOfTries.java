package dev.archon.tries;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Takes so many percent of a property's tries as {@code -Darchon.tries.percent} says, but not less than 1,000 of more; all of
 * them where nothing is said. jqwik finds it as a service.
 */
public final class ShareOfTries implements AroundPropertyHook {

    private static final int FEWEST = 1_000;
    private static final int ALL = 100;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    /** Around the other hooks: what they say counts. */
    @Override
    public int aroundPropertyProximity() {
        return -100;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        int percent = Integer.getInteger("archon.tries.percent", ALL);
        context.attributes().tries().ifPresent(tries -> context.attributes().setTries(share(tries, percent)));
        return property.execute();
    }

    private static int share(int tries, int percent) {
        return Math.min(tries, Math.max(FEWEST, (int) ((long) tries * percent / ALL)));
    }
}
