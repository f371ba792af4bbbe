package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.netty.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.core.json.JsonFactory;

/** That the tests run with the versions that the build was asked for. */
class VersionsTest {

    @Test
    @EnabledIfSystemProperty(named = "archon.expected.jackson", matches = ".+", disabledReason = "set by Maven")
    void jacksonIsOfTheVersionAskedFor() {
        assertEquals(
                System.getProperty("archon.expected.jackson"),
                new JsonFactory().version().toString());
    }

    @Test
    @EnabledIfSystemProperty(named = "archon.expected.netty", matches = ".+", disabledReason = "set by Maven")
    void everyJarOfNettyIsOfTheVersionAskedFor() {
        for (String artifact : new String[] {
            "netty-common",
            "netty-buffer",
            "netty-resolver",
            "netty-transport",
            "netty-codec-base",
            "netty-codec-compression",
            "netty-codec-http",
            "netty-handler",
            "netty-transport-classes-epoll",
            "netty-transport-classes-io_uring"
        }) {
            Version version = Version.identify().get(artifact);
            assertNotNull(version, artifact);
            assertEquals(System.getProperty("archon.expected.netty"), version.artifactVersion(), artifact);
        }
    }
}
