package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library that makes certificates is needed for TLS only: without it the simulator is some 10 MB smaller. */
class CertificateLibraryTest {

    @Test
    void withoutItTheSimulatorStarts() throws Exception {
        assertEquals("started", startWithout("netty-pkitesting", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-pkitesting", "bcprov"})
    void withoutItTlsSaysWhatItNeeds(String missing) throws Exception {
        assertEquals(
                "cannot make a certificate for 127.0.0.1: TLS needs io.netty:netty-pkitesting, in the version of the"
                        + " other Netty libraries, and what it depends on; on the module path also"
                        + " --add-modules io.netty.pkitesting",
                startWithout(missing, true));
    }

    /** Starts a simulator in a class loader of its own, and gives what it complains of. */
    private static String startWithout(String library, boolean withTls) throws Exception {
        List<URL> path = new ArrayList<>();
        int left = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            File file = new File(entry);
            if (file.getName().startsWith(library)) {
                left++;
            } else {
                path.add(file.toURI().toURL());
            }
        }
        assertTrue(left > 0, () -> library + " is not on the class path of the test");
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            @SuppressWarnings("unchecked")
            Function<Boolean, String> starting = (Function<Boolean, String>) loader.loadClass(OneStart.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return starting.apply(withTls);
        }
    }

    /** Starts a simulator and closes it. */
    public static final class OneStart implements Function<Boolean, String> {

        /** Makes one. */
        public OneStart() {}

        @Override
        public String apply(Boolean withTls) {
            try {
                ArchonSimulatorBuilder builder = ArchonSimulator.builder();
                (withTls ? builder.tls() : builder).start().close();
                return "started";
            } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }
}
