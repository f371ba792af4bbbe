package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code build()} says of a class path that does not fit. */
class RequirementsTest {

    private static final Path NOT_FITTING = Path.of("target", "libraries-that-do-not-fit");
    private static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";
    private static final String NO_OPENSSL =
            "TLS provider OPENSSL cannot be used here; put io.netty:netty-tcnative-boringssl-static with the"
                    + " classifier of this platform on the class path, or leave tlsProvider(...) out";
    private static final String NETTY_4_1 = "4.1.137.Final";

    private final Map<String, URL> jars = fitting();

    @Test
    void buildsOnWhatTheClientNeedsAndNoMore() throws Exception {
        assertEquals("built", build(false));
    }

    @Test
    void aProxyNeedsNothingMore() throws Exception {
        assertEquals("built", build(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netty-common",
                "netty-buffer",
                "netty-resolver",
                "netty-transport",
                "netty-codec-base",
                "netty-codec-compression",
                "netty-codec-http",
                "netty-handler"
            })
    void namesTheJarOfNettyThatIsMissing(String artifact) throws Exception {
        jars.remove(artifact);
        assertEquals(
                "the client needs io.netty:" + artifact
                        + " 4.2.0.Final or later, which is not on the class path; add it",
                build(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netty-common",
                "netty-buffer",
                "netty-resolver",
                "netty-transport",
                "netty-codec-http",
                "netty-handler"
            })
    void namesTheJarOfNettyThatIsTooOld(String artifact) throws Exception {
        jars.put(artifact, notFitting(artifact));
        assertEquals(tooOld(artifact), build(false));
    }

    @Test
    void tellsThatNettyAsAWholeIsTooOld() throws Exception {
        jars.remove("netty-codec-base");
        jars.remove("netty-codec-compression");
        jars.put("netty-codec", notFitting("netty-codec"));
        for (String artifact : List.of("common", "buffer", "resolver", "transport", "codec-http", "handler")) {
            jars.put("netty-" + artifact, notFitting("netty-" + artifact));
        }
        assertEquals(tooOld("netty-common"), build(false));
    }

    @Test
    void tellsThatTheCodecOfNetty41HidesThatOf42() throws Exception {
        Map<String, URL> others = new LinkedHashMap<>(jars);
        jars.clear();
        jars.put("netty-codec", notFitting("netty-codec"));
        jars.putAll(others);
        assertEquals(tooOld("netty-codec-base"), build(false));
    }

    @Test
    void namesJackson() throws Exception {
        jars.remove("jackson-core");
        assertEquals(
                "the client needs tools.jackson.core:jackson-core 3.0.0 or later, which is not on the class path;"
                        + " add it",
                build(false));
    }

    @Test
    void tellsThatJackson2DoesNotTakeThePlaceOfJackson3() throws Exception {
        jars.remove("jackson-core");
        jars.put("jackson-2-core", notFitting("jackson-2-core"));
        String problem = build(false);
        assertTrue(problem.contains("tools.jackson.core:jackson-core 3.0.0 or later"), problem);
        assertTrue(problem.contains("Jackson 2.22.4 is there, but does not take its place"), problem);
    }

    @Test
    void tellsTheVersionsWhereAnErrorOfLinkageComesAllTheSame() {
        IllegalStateException error = Requirements.explain(new NoSuchMethodError("a method"));
        assertInstanceOf(NoSuchMethodError.class, error.getCause());
        String text = String.valueOf(error.getMessage());
        assertTrue(text.contains("netty-handler 4.2."), text);
        assertTrue(text.contains("jackson-core 3."), text);
    }

    @Test
    void inANativeImageClassesNeedNotBeResources() throws Exception {
        URL[] path = jars.values().toArray(URL[]::new);
        try (URLClassLoader loader = new WithoutResources(path)) {
            String problem = build(loader, false);
            assertTrue(problem.contains("which is not on the class path"), problem);

            System.setProperty(NATIVE_IMAGE, "runtime");
            assertEquals("built", build(loader, false));
        } finally {
            System.clearProperty(NATIVE_IMAGE);
        }
    }

    /** Finds classes, but not their files. */
    private static final class WithoutResources extends URLClassLoader {

        WithoutResources(URL[] path) {
            super(path, ClassLoader.getPlatformClassLoader());
        }

        @Override
        public @Nullable URL getResource(String name) {
            return null;
        }
    }

    @Test
    void tellsWhichJarOpenSslNeeds() throws Exception {
        URL[] path = jars.values().toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            assertEquals(NO_OPENSSL, buildWithOpenSsl(loader));
        }
    }

    @Test
    void anOpenSslThatIsTooOldForNettyIsToldAsNone() throws Exception {
        URL library = RequirementsTest.class.getResource("/META-INF/native/libnetty_tcnative_linux_x86_64.so");
        assumeTrue(library != null, "no OpenSSL here");
        jars.put("netty-tcnative-classes", jarOf("io.netty.internal.tcnative.SSLContext"));
        JarURLConnection inside =
                (JarURLConnection) Objects.requireNonNull(library).openConnection();
        jars.put("netty-tcnative", inside.getJarFileURL());
        URL[] path = jars.values().toArray(URL[]::new);
        try (URLClassLoader loader = new WithoutNewClassOfOpenSsl(path)) {
            assertEquals(NO_OPENSSL, buildWithOpenSsl(loader));
        }
    }

    /** Misses a class as netty-tcnative 2.0.46 does, whose library Netty 4.2 can load all the same. */
    private static final class WithoutNewClassOfOpenSsl extends URLClassLoader {

        WithoutNewClassOfOpenSsl(URL[] path) {
            super(path, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals("io.netty.internal.tcnative.CertificateCompressionAlgo")) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }
    }

    private static Object buildWithOpenSsl(ClassLoader loader) throws Exception {
        Supplier<?> build = (Supplier<?>) loader.loadClass(OneTlsBuild.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        return build.get();
    }

    private static String tooOld(String artifact) {
        return "the client needs io.netty:" + artifact + " 4.2.0.Final or later, but found " + NETTY_4_1
                + "; set the version of Netty 4.2, the same for all of its jars";
    }

    /** Gives what {@code build()} complains of. */
    private String build(boolean proxied) throws Exception {
        URL[] path = jars.values().toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            return build(loader, proxied);
        }
    }

    private static String build(ClassLoader loader, boolean proxied) throws Exception {
        @SuppressWarnings("unchecked")
        Function<Boolean, String> build = (Function<Boolean, String>) loader.loadClass(OneBuild.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        return build.apply(proxied);
    }

    private static Map<String, URL> fitting() {
        Map<String, URL> jars = new LinkedHashMap<>();
        jars.put("tests", jarOf("dev.archon.client.OneBuild"));
        jars.put("archon-netty-client", jarOf("dev.archon.client.ArchonClient"));
        jars.put("archon-protocol", jarOf("dev.archon.protocol.codec.EventCodec"));
        jars.put("jackson-core", jarOf("tools.jackson.core.JsonParser"));
        jars.put("netty-common", jarOf("io.netty.util.concurrent.Future"));
        jars.put("netty-buffer", jarOf("io.netty.buffer.ByteBuf"));
        jars.put("netty-resolver", jarOf("io.netty.resolver.AddressResolver"));
        jars.put("netty-transport", jarOf("io.netty.channel.Channel"));
        jars.put("netty-codec-base", jarOf("io.netty.handler.codec.ByteToMessageDecoder"));
        jars.put("netty-codec-compression", jarOf("io.netty.handler.codec.compression.ZlibDecoder"));
        jars.put("netty-codec-http", jarOf("io.netty.handler.codec.http.HttpClientCodec"));
        jars.put("netty-handler", jarOf("io.netty.handler.ssl.SslHandler"));
        return jars;
    }

    private static URL notFitting(String name) {
        Path jar = NOT_FITTING.resolve(name + ".jar");
        assertTrue(jar.toFile().isFile(), () -> jar + " is missing; Maven copies it in generate-test-resources");
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    private static URL jarOf(String className) {
        try {
            return Class.forName(className, false, RequirementsTest.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
