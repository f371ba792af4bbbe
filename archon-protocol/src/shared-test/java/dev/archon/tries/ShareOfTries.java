package dev.archon.tries;

import java.util.Optional;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Takes so many percent of a property's tries as {@code -Darchon.tries.percent} says, but not less than 1,000 of more, and not
 * less than 250 of those 1,000 that a property makes which does not say how many; all of them where nothing is said. jqwik
 * finds it as a service.
 */
public final class ShareOfTries implements AroundPropertyHook {

    private static final int FEWEST = 1_000;
    private static final int BY_DEFAULT = 1_000;
    private static final int FEWEST_BY_DEFAULT = 250;
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
        int tries = wanted(context)
                .map(said -> share(said, percent, FEWEST))
                .orElseGet(() -> share(BY_DEFAULT, percent, FEWEST_BY_DEFAULT));
        context.attributes().setTries(tries);
        return property.execute();
    }

    /** The attributes hold what stands at the property itself, and not the defaults of its class. */
    private static Optional<Integer> wanted(PropertyLifecycleContext context) {
        PropertyDefaults ofClass = context.containerClass().getAnnotation(PropertyDefaults.class);
        return context.attributes()
                .tries()
                .or(() -> ofClass == null || ofClass.tries() == Property.TRIES_NOT_SET
                        ? Optional.empty()
                        : Optional.of(ofClass.tries()));
    }

    private static int share(int tries, int percent, int fewest) {
        return Math.min(tries, Math.max(fewest, (int) ((long) tries * percent / ALL)));
    }
}
