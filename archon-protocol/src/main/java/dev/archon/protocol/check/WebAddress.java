package dev.archon.protocol.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses as browsers do (the URL standard of the WHATWG), which accept more than {@link URI} does: names with
 * underscores and with other than ASCII letters, schemes in any case, backslashes, and spaces, braces and the like in path
 * and query.
 *
 * <p>The result is a {@link URI} nevertheless. That of a name with an underscore has an authority, but neither
 * {@link URI#getHost()} nor {@link URI#getPort()}: {@link #host} and {@link #port} read both from any address. It differs
 * from the standard where a URI cannot follow: a percent sign that starts no escape is escaped itself. Dot segments stay as
 * they are.
 */
public final class WebAddress {

    private static final int MOST_PORT = 65_535;
    private static final int MAX_NAME = 253;
    private static final String FORBIDDEN_IN_NAMES = " \"#%/:<>?@[\\]^`{|}";
    private static final String ESCAPED_IN_PATH = " \"<>`{}^|[]\\";
    private static final String ESCAPED_IN_QUERY = " \"<>`{}^|[]\\'";

    private WebAddress() {}

    /**
     * Reads an address.
     *
     * @param text the address with its scheme and {@code ://}
     * @return the address with the scheme and the name in lower case and in ASCII, a path, and neither user nor fragment
     * @throws IllegalArgumentException if it is not an address, or has no host; the message completes a sentence that
     *     starts with what the address is
     */
    public static URI parse(String text) {
        String clean = text.strip().replaceAll("[\\t\\n\\r]", "");
        int scheme = clean.indexOf(':');
        if (scheme < 0) {
            throw new IllegalArgumentException("has no scheme");
        }
        String rest = clean.substring(scheme + 1).split("#", 2)[0];
        int authority = 0;
        while (authority < rest.length() && isSlash(rest.charAt(authority))) {
            authority++;
        }
        int path = authority;
        while (path < rest.length() && !isSlash(rest.charAt(path)) && rest.charAt(path) != '?') {
            path++;
        }
        // Three slashes name no host. Browsers skip any number of them, which hides a mistake.
        String named = authority > 2 ? "" : rest.substring(authority, path);
        String hostAndPort = named.substring(named.lastIndexOf('@') + 1);
        int query = rest.indexOf('?', path);
        String pathText = (query < 0 ? rest.substring(path) : rest.substring(path, query)).replace('\\', '/');
        String normal = clean.substring(0, scheme).toLowerCase(Locale.ROOT)
                + "://" + authority(hostAndPort)
                + (pathText.isEmpty() ? "/" : escaped(pathText, ESCAPED_IN_PATH))
                + (query < 0 ? "" : "?" + escaped(rest.substring(query + 1), ESCAPED_IN_QUERY));
        try {
            return new URI(normal);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no URL");
        }
    }

    /**
     * Returns the host of an address.
     *
     * @param address an address
     * @return the name or address, an IPv6 address without brackets; {@code null} if there is none
     */
    public static @Nullable String host(URI address) {
        String authority = hostAndPort(address);
        if (authority == null) {
            return null;
        }
        int port = portAt(authority);
        String host = port < 0 ? authority : authority.substring(0, port);
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.isEmpty() ? null : bare;
    }

    /**
     * Returns the port that an address names.
     *
     * @param address an address
     * @return the port; -1 if it names none, or none that could be
     */
    public static int port(URI address) {
        String authority = hostAndPort(address);
        int port = authority == null ? -1 : portAt(authority);
        if (port < 0) {
            return -1;
        }
        String digits = Objects.requireNonNull(authority).substring(port + 1);
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
    }

    private static @Nullable String hostAndPort(URI address) {
        String authority = address.getRawAuthority();
        return authority == null ? null : authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** Where the colon before the port stands; -1 if there is no port. */
    private static int portAt(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return colon > hostAndPort.lastIndexOf(']') ? colon : -1;
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    private static String authority(String hostAndPort) {
        int colon = portAt(hostAndPort);
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("names no host");
        }
        return (host.startsWith("[") ? addressInBrackets(host) : name(host))
                + (port.isEmpty() ? "" : ":" + number(port));
    }

    private static int number(String port) {
        if (!port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("has a host or port that is not valid");
        }
        String digits = port.replaceFirst("^0+(?=.)", "");
        int number = digits.length() > 5 ? MOST_PORT + 1 : Integer.parseInt(digits);
        if (number == 0 || number > MOST_PORT) {
            throw new IllegalArgumentException(
                    "has the port " + (digits.length() > 5 ? "of more than five digits" : digits) + ", which is none");
        }
        return number;
    }

    private static String addressInBrackets(String host) {
        try {
            if (new URI("ws://" + host + "/").getHost() != null) {
                return host.toLowerCase(Locale.ROOT);
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("has a host or port that is not valid");
        }
        throw new IllegalArgumentException("has a host or port that is not valid");
    }

    private static String name(String text) {
        String ascii = toAscii(unescaped(text));
        boolean fits = !ascii.isEmpty()
                && ascii.length() <= MAX_NAME + 1
                && ascii.chars().allMatch(c -> c > ' ' && c < 0x7F && FORBIDDEN_IN_NAMES.indexOf(c) < 0);
        if (!fits) {
            throw new IllegalArgumentException("has a host or port that is not valid");
        }
        return Ipv4Number.normal(ascii);
    }

    private static String toAscii(String name) {
        if (name.chars().allMatch(c -> c < 0x80)) {
            return name.toLowerCase(Locale.ROOT);
        }
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a host or port that is not valid");
        }
    }

    private static String unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] given = text.getBytes(UTF_8);
        for (int i = 0; i < given.length; i++) {
            if (isEscape(given, i)) {
                bytes.write(Integer.parseInt(new String(given, i + 1, 2, UTF_8), 16));
                i += 2;
            } else {
                bytes.write(given[i]);
            }
        }
        return bytes.toString(UTF_8);
    }

    private static String escaped(String text, String alsoEscaped) {
        StringBuilder escaped = new StringBuilder();
        byte[] bytes = text.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xFF;
            boolean plain = c > ' ' && c < 0x7F && alsoEscaped.indexOf(c) < 0 && (c != '%' || isEscape(bytes, i));
            if (plain) {
                escaped.append((char) c);
            } else {
                escaped.append(String.format("%%%02X", c));
            }
        }
        return escaped.toString();
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && Character.digit(bytes[at + 1], 16) >= 0
                && Character.digit(bytes[at + 2], 16) >= 0;
    }
}
