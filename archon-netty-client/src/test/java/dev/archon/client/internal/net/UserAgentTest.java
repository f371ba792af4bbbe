package dev.archon.client.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentTest {

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>archon-parent</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(version.find());
        assertEquals("archon-java/" + version.group(1), UserAgent.LIBRARY);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, archon-java/1.2.3",
        "'1.2.3\n', archon-java/1.2.3",
        "0.1.0-SNAPSHOT, archon-java/0.1.0-SNAPSHOT",
        "${project.version}, archon-java",
        "'1.2 3', archon-java",
        "'', archon-java",
        ", archon-java",
    })
    void aVersionThatIsNotThereIsLeftOut(@Nullable String version, String expected) {
        assertEquals(expected, UserAgent.library(version));
    }

    @Test
    void theEmbeddersProductStandsFirst() {
        assertEquals("my-panel/2.1 " + UserAgent.LIBRARY, UserAgent.of(" my-panel/2.1 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "my\r\npanel", "panel\t", "Träger"})
    void whatAHeaderMayNotHoldIsRefused(String product) {
        assertThrows(IllegalArgumentException.class, () -> UserAgent.of(product));
    }
}
