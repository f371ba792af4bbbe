package dev.archon.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.core.json.JsonFactory;

/** That the tests run with the version that the build was asked for. */
class VersionsTest {

    @Test
    @EnabledIfSystemProperty(named = "archon.expected.jackson", matches = ".+", disabledReason = "set by Maven")
    void jacksonIsOfTheVersionAskedFor() {
        assertEquals(
                System.getProperty("archon.expected.jackson"),
                new JsonFactory().version().toString());
    }
}
