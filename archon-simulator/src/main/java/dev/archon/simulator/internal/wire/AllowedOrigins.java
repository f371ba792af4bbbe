package dev.archon.simulator.internal.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The origins whose pages may use what is else only for the simulator's own page. */
public final class AllowedOrigins {

    /** No other page may. */
    public static final AllowedOrigins NONE = new AllowedOrigins(Set.of());

    private final Set<String> origins;

    private AllowedOrigins(Set<String> origins) {
        this.origins = origins;
    }

    /**
     * Allows some origins.
     *
     * @param origins each a scheme, a host and perhaps a port, as {@link #checked} returns them
     * @return the allowed origins
     */
    public static AllowedOrigins of(Collection<String> origins) {
        return new AllowedOrigins(origins.stream().collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Checks an origin.
     *
     * @param text for example {@code http://localhost:3000}
     * @return the origin as browsers send it: in small letters and without the port that is usual for its scheme
     * @throws IllegalArgumentException if it is no origin of a page
     */
    public static String checked(String text) {
        return parsed(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "an origin is http or https, a host and perhaps a port, such as http://localhost:3000: "
                                + text));
    }

    private static Optional<String> parsed(String text) {
        try {
            URI uri = new URI(text.toLowerCase(Locale.ROOT));
            String scheme = String.valueOf(uri.getScheme());
            boolean web = scheme.equals("http") || scheme.equals("https");
            String host = uri.getHost();
            boolean bare = (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            if (!web || host == null || !bare) {
                return Optional.empty();
            }
            int usual = scheme.equals("http") ? 80 : 443;
            String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
            return Optional.of(scheme + "://" + host + port);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether an origin is among the allowed ones.
     *
     * @param origin the {@code Origin} header of a request; empty if it has none
     * @return whether its page is allowed
     */
    public boolean allows(String origin) {
        return !origins.isEmpty() && origins.contains(origin.toLowerCase(Locale.ROOT));
    }
}
