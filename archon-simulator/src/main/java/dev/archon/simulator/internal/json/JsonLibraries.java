package dev.archon.simulator.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Says which jars of Jackson do not fit together. Jackson 3 takes its annotations from a jar of Jackson 2, whose version
 * frameworks pin: that of Spring Boot 3.5, 2.19, is too old for it.
 */
public final class JsonLibraries {

    private static final String DATABIND = "tools.jackson.core/jackson-databind";
    private static final String ANNOTATIONS = "com.fasterxml.jackson.core/jackson-annotations";

    private JsonLibraries() {}

    /**
     * Makes sure that JSON can be read and written, before anything is started.
     *
     * @throws IllegalStateException if the jars on the class path do not fit together
     */
    public static void check() {
        try {
            JsonText.object();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "the simulator cannot start: jackson-databind " + version(DATABIND)
                            + " does not work with jackson-annotations " + version(ANNOTATIONS)
                            + ", which is on the class path; set the version of"
                            + " com.fasterxml.jackson.core:jackson-annotations to that which jackson-databind asks for,"
                            + " 2.21 or later (Spring Boot 3.5 pins 2.19)",
                    e);
        }
    }

    private static String version(String artifact) {
        Properties properties = new Properties();
        try (InputStream in = JsonLibraries.class
                .getClassLoader()
                .getResourceAsStream("META-INF/maven/" + artifact + "/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // The sentence is worth telling without the number, too.
            return "of a version that cannot be read (" + e.getMessage() + ")";
        }
        return properties.getProperty("version", "of unknown version");
    }
}
