package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.wire.HttpAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One request that the control API answers.
 *
 * @param method the HTTP method
 * @param path the path; a part in capital letters stands for any text
 * @param summary what the request does, in one sentence
 * @param handler answers it
 * @param form what it takes and answers
 */
record Route(String method, String path, String summary, Handler handler, RouteForm form) {

    /** The part of a path that stands for a server's id. */
    static final String SERVER = "ID";

    /** A route whose form is the usual one of its method. */
    Route(String method, String path, String summary, Handler handler) {
        this(method, path, summary, handler, RouteForm.usual(method));
    }

    /** Answers a request. */
    interface Handler {

        /**
         * Answers a request.
         *
         * @param request the request
         * @return completes with the answer
         * @throws ControlException if the request cannot be done
         */
        CompletableFuture<HttpAnswer> answer(ControlRequest request);
    }

    boolean matches(List<String> parts) {
        List<String> own = parts();
        if (own.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!isVariable(own.get(i)) && !own.get(i).equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is about one server, which the second part of the path names. */
    boolean isAboutAServer() {
        return parts().contains(SERVER);
    }

    /** What follows the root of the API in the path. */
    List<String> parts() {
        return Arrays.stream(path.substring(ControlRequest.ROOT.length()).split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    static boolean isVariable(String part) {
        return part.chars().allMatch(Character::isUpperCase);
    }
}
