package dev.archon.simulator.internal.json;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which names stand for a secret, for all that write down what clients and servers say. */
public final class SecretFields {

    /** The text that replaces a secret. */
    public static final String REMOVED = "(removed)";

    /** How their names end, without what separates words. */
    private static final List<String> ENDINGS = List.of(
            "token",
            "jwt",
            "password",
            "passwd",
            "passphrase",
            "secret",
            "apikey",
            "privatekey",
            "authorization",
            "cookie");

    private SecretFields() {}

    /**
     * Whether a field, a parameter or a header holds a secret.
     *
     * @param name its name, for example {@code sftp_password}, {@code accessToken} or {@code X-Api-Key}
     * @return whether its value must not be written down
     */
    public static boolean isSecret(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return ENDINGS.stream().anyMatch(letters::endsWith);
    }

    /**
     * Whether the whole value of an HTTP header is secret.
     *
     * @param name its name
     * @return whether its value must not be written down
     */
    public static boolean isSecretHeader(String name) {
        // The protocol list is the only place where a page can put a token into a handshake.
        return isSecret(name) || name.equalsIgnoreCase("sec-websocket-protocol");
    }

    /**
     * Removes the values of all secret fields, however deep they lie.
     *
     * @param node the JSON, which is changed
     * @return whether there was a secret
     */
    public static boolean remove(JsonNode node) {
        boolean found = false;
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode value = object.path(name);
                if (isSecret(name) && !value.isNull() && !value.isBoolean()) {
                    object.put(name, REMOVED);
                    found = true;
                } else {
                    found |= remove(value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (JsonNode element : array) {
                found |= remove(element);
            }
        }
        return found;
    }
}
