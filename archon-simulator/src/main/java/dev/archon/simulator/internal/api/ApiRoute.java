package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.wire.HttpAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One call that is answered.
 *
 * @param method the HTTP method
 * @param path the path; a part in braces is a variable
 * @param access whose token it takes
 * @param handler answers it
 */
record ApiRoute(String method, String path, Access access, Handler handler) {

    /** The variable that is a server's id. */
    static final String SERVER = "server";

    /** Whose token a call takes. */
    enum Access {
        /** The user's API token. */
        USER,

        /** The token of the node's access call. */
        NODE
    }

    /** Answers a call. */
    interface Handler {

        /**
         * Answers a call.
         *
         * @param request the call
         * @param variables the variables of the path; on the node {@link #SERVER} is the token's
         * @return completes with the answer
         * @throws ApiException if the call cannot be done
         */
        CompletableFuture<HttpAnswer> answer(ApiRequest request, Map<String, String> variables);
    }

    /** The values of the path's variables; empty if it is another path. */
    Optional<Map<String, String>> match(List<String> parts) {
        List<String> own = ApiRequest.parts(path);
        if (own.size() != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < own.size(); i++) {
            String part = own.get(i);
            if (isVariable(part)) {
                variables.put(part.substring(1, part.length() - 1), parts.get(i));
            } else if (!part.equals(parts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /** How many parts of a path are as here, up to the first that is not. */
    int likeness(List<String> parts) {
        List<String> own = ApiRequest.parts(path);
        int same = 0;
        while (same < Math.min(own.size(), parts.size())
                && (isVariable(own.get(same)) || own.get(same).equals(parts.get(same)))) {
            same++;
        }
        return same;
    }

    private static boolean isVariable(String part) {
        return part.startsWith("{");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
