package dev.archon.client.internal.net;

/** The {@code User-Agent} header (RFC 9110, section 10.1.5). */
public final class UserAgent {

    /** This library. */
    public static final String LIBRARY = "archon-java/0.1";

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
}
