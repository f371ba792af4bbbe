package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The table of states and inputs, whose cells are found by trying, against what happens at random. */
@PropertyDefaults(tries = 10_000)
@AddLifecycleHook(SessionTries.class)
class StateTableProperties {

    private static final StateTable TABLE = StateTable.explore();

    @Property
    void allowsEveryStepThatIsEverMade(@ForAll("walks") Walk walk) {
        for (Moment moment : walk.moments()) {
            assertTrue(TABLE.allows(moment), moment::toString);
        }
    }

    @Provide
    Arbitrary<Walk> walks() {
        return Walk.any();
    }
}
