package dev.archon.client;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The libraries that must be on the class path, so that a wrong one is told when the client is built, in a sentence, and
 * not by an error of linkage at the first call.
 *
 * <p>A version is read from the jar that the class comes from. Where it cannot be read, as in a run-time image, the
 * library is taken as fitting: what does not fit then is told by {@link #explain}.
 */
final class Requirements {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:[.-]([A-Za-z]+).*)?");

    private static final Library NETTY = new Library("io.netty", "4.2.0.Final", 4, 2, "Netty 4.2");
    private static final Library JACKSON = new Library("tools.jackson.core", "3.0.0", 3, 0, "Jackson 3");

    private static final List<Part> NEEDED = List.of(
            new Part(NETTY, "netty-common", "io.netty.util.concurrent.Future"),
            new Part(NETTY, "netty-buffer", "io.netty.buffer.ByteBuf"),
            new Part(NETTY, "netty-resolver", "io.netty.resolver.AddressResolver"),
            new Part(NETTY, "netty-transport", "io.netty.channel.Channel"),
            new Part(NETTY, "netty-transport", "io.netty.channel.IoHandlerFactory"),
            new Part(NETTY, "netty-codec-base", "io.netty.handler.codec.ByteToMessageDecoder"),
            new Part(NETTY, "netty-codec-compression", "io.netty.handler.codec.compression.ZlibDecoder"),
            new Part(NETTY, "netty-codec-http", "io.netty.handler.codec.http.HttpClientCodec"),
            new Part(NETTY, "netty-handler", "io.netty.handler.ssl.SslHandler"),
            new Part(JACKSON, "jackson-core", "tools.jackson.core.JsonParser"));

    private static final Part JACKSON_2 = new Part(
            new Library("com.fasterxml.jackson.core", "2.0.0", 2, 0, "Jackson 2"),
            "jackson-core",
            "com.fasterxml.jackson.core.JsonParser");

    /** Set in a native image of GraalVM. Its classes are no resources, and its builder has found the libraries. */
    private static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";

    private Requirements() {}

    /** A library, and the oldest version that does. */
    private record Library(String group, String oldest, int major, int minor, String name) {

        boolean isOlder(String version) {
            Matcher parts = VERSION.matcher(version);
            if (!parts.matches()) {
                return false;
            }
            int foundMajor = Integer.parseInt(parts.group(1));
            int foundMinor = Integer.parseInt(parts.group(2));
            if (foundMajor != major || foundMinor != minor) {
                return foundMajor < major || (foundMajor == major && foundMinor < minor);
            }
            String qualifier = parts.group(4);
            return parts.group(3).equals("0") && qualifier != null && !qualifier.equals("Final");
        }
    }

    /** One jar of a library, known by a class that is in it. */
    private record Part(Library library, String artifact, String className) {

        String coordinates() {
            return library.group() + ":" + artifact;
        }

        @Nullable
        URL place() {
            ClassLoader loader = Requirements.class.getClassLoader();
            return loader.getResource(className.replace('.', '/') + ".class");
        }

        Optional<String> version() {
            URL place = place();
            return place == null ? Optional.empty() : versionIn(place, artifact);
        }

        /** Netty 4.1 has in one jar what Netty 4.2 has in two. */
        private Optional<String> versionIn(URL place, String name) {
            String inside = className.replace('.', '/') + ".class";
            String text = place.toString();
            String root = text.substring(0, text.length() - inside.length());
            Optional<String> version =
                    read(root + "META-INF/maven/" + library.group() + "/" + name + "/pom.properties");
            boolean split = name.equals("netty-codec-base") || name.equals("netty-codec-compression");
            return version.isPresent() || !split ? version : versionIn(place, "netty-codec");
        }
    }

    /**
     * Checks what the client needs whatever its settings are.
     *
     * @throws IllegalStateException if a library is missing or too old
     */
    static void check() {
        if (System.getProperty(NATIVE_IMAGE) == null) {
            NEEDED.forEach(Requirements::check);
        }
    }

    /** The sentence for an error of linkage that the checks did not foresee. */
    static IllegalStateException explain(LinkageError error) {
        StringBuilder text = new StringBuilder("the client cannot use the libraries on the class path, although each"
                + " of them is there; it needs Netty " + NETTY.oldest() + " or later and Jackson " + JACKSON.oldest()
                + " or later, all jars of one library in the same version; found");
        for (Part part : NEEDED) {
            text.append(' ')
                    .append(part.artifact())
                    .append(' ')
                    .append(part.version().orElse("of unknown version"));
        }
        return new IllegalStateException(text.toString(), error);
    }

    private static void check(Part part) {
        Optional<String> version = part.version();
        if (version.isPresent() && part.library().isOlder(version.get())) {
            throw new IllegalStateException("the client needs " + part.coordinates() + " "
                    + part.library().oldest() + " or later, but found " + version.get() + "; set the version of "
                    + part.library().name() + ", the same for all of its jars");
        }
        if (part.place() == null) {
            String instead = part.library().equals(JACKSON) && JACKSON_2.place() != null
                    ? "; Jackson " + JACKSON_2.version().orElse("2")
                            + " is there, but does not take its place: the two can be used beside each other"
                    : "";
            throw new IllegalStateException("the client needs " + part.coordinates() + " "
                    + part.library().oldest() + " or later, which is not on the class path; add it" + instead);
        }
    }

    private static Optional<String> read(String address) {
        Properties properties = new Properties();
        try {
            URLConnection connection = new URL(address).openConnection();
            // A cached jar would stay open for good.
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                properties.load(in);
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            ArchonClient.log(System.Logger.Level.DEBUG, "the version of a library cannot be read from " + address, e);
            return Optional.empty();
        }
        return Optional.ofNullable(properties.getProperty("version"));
    }
}
