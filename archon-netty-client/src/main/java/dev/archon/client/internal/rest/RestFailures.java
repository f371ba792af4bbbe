package dev.archon.client.internal.rest;

import dev.archon.client.internal.net.NetworkError;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.net.Tls;
import dev.archon.client.internal.observe.LogOutput;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.session.Failure;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/** Describes failed REST calls: what happened, at which host, and what to do. */
final class RestFailures {

    private static final int MAX_CAUSES = 8;
    private static final int MAX_SENTENCE = 1_000;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int LEAST_STATUS = 200;
    private static final int MOST_STATUS = 599;

    private final Route route;
    private final Duration timeout;
    private final LogOutput log;
    private final Hints hints;

    /** The advice for a status. */
    private record Hints(String unauthorized, String forbidden, String notFound) {}

    private RestFailures(Route route, Duration timeout, LogOutput log, Hints hints) {
        this.route = route;
        this.timeout = timeout;
        this.log = log;
        this.hints = hints;
    }

    /** Failures of calls that are made with the API token. */
    static RestFailures ofArchon(Route route, Duration timeout, LogOutput log) {
        return new RestFailures(
                route,
                timeout,
                log,
                new Hints(
                        "; check the API token",
                        "; check that the API token may use this server",
                        "; check the server id and the base URL"));
    }

    /** Failures of calls to a node, which are made with the token of an access call. */
    static RestFailures ofNode(Route route, Duration timeout, LogOutput log) {
        return new RestFailures(
                route,
                timeout,
                log,
                new Hints(
                        "; the node does not accept its own token; try again later",
                        "; check that the API token may use this server",
                        "; check the id of what is to be changed, which may be gone"));
    }

    /** The failure of an answer with an error status. The status decides, its text is for people. */
    Failure refusal(RestAnswer answer, Secrets secrets) {
        int status = answer.status();
        if (status < LEAST_STATUS || status > MOST_STATUS) {
            return Failure.of(route.target() + " answered with status " + status
                    + ", which HTTP does not have; check scheme and port of the base URL");
        }
        if (status == PROXY_AUTHENTICATION_REQUIRED && route.proxy() != null) {
            return new Failure(
                    OptionalInt.of(status),
                    Optional.empty(),
                    true,
                    route.firstHop()
                            + (route.proxy().login() == null
                                    ? " wants a login; give it one with login(...)"
                                    : " wants another login; check user and password given with login(...)"));
        }
        String words = RestCodec.decodeError(answer.body())
                .map(text -> secrets.text().fit(text))
                .orElse("");
        String retryAfter = answer.retryAfter();
        return Failure.ofStatus(
                status,
                retryAfter == null ? Optional.empty() : RetryAfter.parse(retryAfter, Instant.now()),
                route.target() + " answered" + (words.isEmpty() ? " with status " + status : ": " + words)
                        + hint(status));
    }

    private String hint(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                "; redirects are not followed with the API token, set the base URL to where it points";
            case 401 -> hints.unauthorized();
            case 403 -> hints.forbidden();
            case 404 -> hints.notFound();
            default -> "";
        };
    }

    Failure unreadable(String call, ProtocolException problem, Secrets secrets) {
        return Failure.of("the answer of " + route.target()
                + " to " + call + " is none that Archon gives; check the base URL ("
                + secrets.text().fit(problem.getMessage()) + ")");
    }

    Failure timedOut(CallStage stage) {
        String within = " within " + timeout.toMillis() + " ms (requestTimeout); ";
        return Failure.of(
                switch (stage) {
                    case TOKEN -> "no API token" + within + TokenSource.HINT;
                    case LOAD -> "TLS was not ready" + within + Tls.LOADING_HINT;
                    case CONNECT ->
                        "no connection to " + route.firstHop() + within + "check that it is up, and the network";
                    case TLS ->
                        route.target() + " did not complete the TLS handshake" + within
                                + "check scheme and port of the base URL, and the network";
                    case REQUEST -> route.target() + " did not take the whole request" + within + "check the network";
                    case HEAD ->
                        "no answer from " + route.target() + within + "check the base URL, and that the server is well";
                    case BODY ->
                        "no whole answer from " + route.target() + within
                                + "its beginning came, so check the server and the network";
                });
    }

    /**
     * The exception that a call fails with.
     *
     * @return a {@link RestFailedException}, or the {@link CancellationException} itself
     */
    Throwable of(Throwable error, Secrets secrets) {
        Throwable known = error;
        for (int i = 0; known != null && i < MAX_CAUSES; i++, known = known.getCause()) {
            if (known instanceof RestFailedException failed) {
                return fit(failed, secrets);
            } else if (known instanceof CancellationException) {
                return known;
            }
        }
        Throwable cause = RestFailedException.cause(error);
        try {
            return new RestFailedException(Failure.of(describe(cause, secrets)));
        } catch (Throwable e) {
            // The class that describes it may be the one that could not be loaded.
            return new RestFailedException(
                    Failure.of("the call failed (" + cause.getClass().getSimpleName() + ")"));
        }
    }

    /** Its maker may not have known all tokens; host names come from the server as well. */
    private static RestFailedException fit(RestFailedException failed, Secrets secrets) {
        Failure failure = failed.failure();
        String detail = secrets.text().fit(failure.detail(), MAX_SENTENCE);
        return detail.equals(failure.detail())
                ? failed
                : new RestFailedException(
                        new Failure(failure.status(), failure.retryAfter(), failure.permanent(), detail));
    }

    private String describe(Throwable cause, Secrets secrets) {
        if (has(cause, java.net.ProtocolException.class)) {
            return noHttp(route.target()).detail();
        }
        if (isOfTheNetwork(cause)) {
            return secrets.text().fit(NetworkError.describe(cause, route), MAX_SENTENCE);
        }
        // The cause is neither the server nor the network, so the log needs the stack trace.
        String words = secrets.text().fit(cause.toString());
        IllegalStateException shown = new IllegalStateException(words);
        shown.setStackTrace(cause.getStackTrace());
        log.write(System.Logger.Level.ERROR, "a REST call failed in code of this program", shown);
        return "the call to " + route.target() + " failed in code of this program (" + words
                + "); see the log, and check the versions on the class path";
    }

    private static boolean isOfTheNetwork(Throwable cause) {
        return !has(cause, Error.class)
                && (has(cause, IOException.class)
                        || cause instanceof UnresolvedAddressException
                        || cause.getClass().getName().startsWith("io.netty."));
    }

    private static boolean has(Throwable error, Class<? extends Throwable> type) {
        Throwable at = error;
        for (int i = 0; at != null && i < MAX_CAUSES; i++, at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    static Failure noHttp(String target) {
        return Failure.of(target + " answered with what is no HTTP; check scheme and port of the base URL");
    }
}
