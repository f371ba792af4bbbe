package dev.archon.client.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The {@code User-Agent} header (RFC 9110, section 10.1.5). */
public final class UserAgent {

    /** This library with its version, for example {@code archon-java/1.2.3}. */
    public static final String LIBRARY = library();

    private static final String NAME = "archon-java";

    private UserAgent() {}

    /**
     * Puts the embedder's product before this library.
     *
     * @param product for example {@code "my-panel/2.1"}
     * @return the header's value
     * @throws IllegalArgumentException if it is blank or holds what a header may not hold
     */
    public static String of(String product) {
        if (product.isBlank() || !product.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException("userAgent must be printable ASCII, for example my-panel/2.1");
        }
        return product.strip() + " " + LIBRARY;
    }

    /**
     * Names the library by what the build has written of its version. The manifest also has it, but nobody can read it there
     * in a named module or in an image made by {@code jlink}.
     *
     * @param version the text of the build's file; {@code null} if the jar was repackaged without it
     * @return name and version, or the name alone, as the RFC allows, if the version is missing or was not filled in
     */
    static String library(@Nullable String version) {
        return version == null || !version.strip().matches("\\d[\\w.+-]*") ? NAME : NAME + "/" + version.strip();
    }

    private static String library() {
        try (InputStream file = UserAgent.class.getResourceAsStream("version.txt")) {
            return library(file == null ? null : new String(file.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of archon-netty-client cannot be read", e);
        }
    }
}
