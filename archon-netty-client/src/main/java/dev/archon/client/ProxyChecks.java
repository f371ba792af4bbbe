package dev.archon.client;

import dev.archon.client.internal.net.ProxyAddress;
import dev.archon.client.internal.net.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;

/** What must be there for a proxy to work, so that it is told when the client is built and not at the first call. */
final class ProxyChecks {

    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private ProxyChecks() {}

    static void check(ArchonClientBuilder settings) {
        if (settings.proxy == null) {
            return;
        }
        ProxyAddress proxy = settings.proxy.address;
        Requirements.checkForProxy(proxy.toString());
        if (settings.httpClient != null) {
            return;
        }
        if (proxy.kind() == ProxyAddress.Kind.SOCKS5) {
            throw new IllegalStateException("the REST calls cannot go through " + proxy
                    + ", because java.net.http knows no SOCKS; hand in an HttpClient with httpClient(...) that reaches "
                    + settings.base.getHost() + " in another way, or use an HTTP proxy");
        }
        if (proxy.login() != null && Route.isEncrypted(settings.base) && basicIsDisabled()) {
            throw new IllegalStateException("java.net.http would not tell " + proxy
                    + " user and password for https calls; start the JVM with -D" + DISABLED_SCHEMES
                    + "= (empty), or hand in an HttpClient of your own with httpClient(...)");
        }
    }

    private static boolean basicIsDisabled() {
        String disabled = System.getProperty(DISABLED_SCHEMES);
        String schemes = disabled != null ? disabled : jdkDefault();
        return Arrays.stream(schemes.split(","))
                .anyMatch(scheme -> scheme.strip().toLowerCase(Locale.ROOT).equals("basic"));
    }

    private static String jdkDefault() {
        Properties defaults = new Properties();
        try (InputStream in =
                Files.newInputStream(Path.of(System.getProperty("java.home"), "conf", "net.properties"))) {
            defaults.load(in);
        } catch (IOException e) {
            // As the JDK itself: no file, no defaults.
            return "";
        }
        return defaults.getProperty(DISABLED_SCHEMES, "");
    }
}
