package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/**
 * Whoever adds an action, a step or a fault and forgets one of the places that have to know it is told here which.
 */
class EveryKindTest {

    private static final Path PAGE = Path.of("src/main/java/dev/archon/simulator/scenario/package-info.java");

    @Test
    void everyActionHasAJsonFormat() {
        assertEquals(SealedTypes.leaves(Action.class), new HashSet<>(JsonFormats.ACTIONS.types()));
    }

    @Test
    void everyStepHasAJsonFormat() {
        assertEquals(SealedTypes.leaves(Step.class), new HashSet<>(JsonFormats.STEPS.types()));
    }

    @Test
    void everyFaultHasAJsonFormat() {
        assertEquals(SealedTypes.leaves(Fault.class), new HashSet<>(JsonFormats.FAULTS.types()));
    }

    @Test
    void thePackagePageListsEveryKind() throws IOException {
        String page = Files.readString(PAGE).replaceAll("\\s*\n \\*\\s*", " ");

        assertEquals(KindTable.rows(JsonFormats.CONTROL_STEPS.kinds()), KindTable.rowsIn(page, 0));
        assertEquals(KindTable.rows(Action.kinds()), KindTable.rowsIn(page, 1));
        assertEquals(KindTable.rows(Fault.kinds()), KindTable.rowsIn(page, 2));
    }
}
