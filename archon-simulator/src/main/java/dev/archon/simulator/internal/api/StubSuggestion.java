package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.scenario.CallPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The stub that would answer a call which nothing answers, to be filled in by whoever needs it. */
final class StubSuggestion {

    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private StubSuggestion() {}

    /**
     * Makes a stub of a call.
     *
     * @param method the HTTP method
     * @param parts the parts of the path, decoded, without empty ones
     * @param server the id of the server that the path names; empty for none
     * @return the stub in its JSON form; what differs from call to call is a variable
     */
    static String of(String method, List<String> parts, String server) {
        List<String> pattern = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String part : parts) {
            pattern.add(generalized(part, server, names));
        }
        ObjectNode out = JsonText.object().put("method", method).put("path", "/" + String.join("/", pattern));
        if (method.equals("GET")) {
            out.put("status", 200).putObject("body");
        } else {
            out.put("status", 204);
        }
        return JsonText.text(out);
    }

    private static String generalized(String part, String server, Set<String> names) {
        if (!server.isEmpty() && part.equals(server)) {
            return variable(ApiRoute.SERVER, names);
        }
        if (UUID.matcher(part).matches()) {
            return variable("id", names);
        }
        if (NUMBER.matcher(part).matches()) {
            return variable("number", names);
        }
        return isLiteral(part) ? part : "*";
    }

    private static String variable(String name, Set<String> names) {
        String unused = name;
        for (int i = 2; !names.add(unused); i++) {
            unused = name + i;
        }
        return "{" + unused + "}";
    }

    /** Some texts cannot stand in a pattern as they are. */
    private static boolean isLiteral(String part) {
        try {
            CallPattern pattern = new CallPattern("GET", "/" + part + "/x");
            return part.equals(part.strip())
                    && pattern.variables().isEmpty()
                    && pattern.match("GET", List.of(part, "x")).isPresent()
                    && !part.startsWith("*");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
