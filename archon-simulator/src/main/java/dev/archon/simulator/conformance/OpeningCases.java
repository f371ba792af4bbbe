package dev.archon.simulator.conformance;

import dev.archon.simulator.scenario.Action;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** How a client opens a connection and shows its token. */
final class OpeningCases {

    private static final String RENEWED = "auth-ok for a renewal";

    private OpeningCases() {}

    static List<ConformanceCase> all() {
        return List.of(handshake(), authFirst(), secrets());
    }

    private static ConformanceCase handshake() {
        return CaseBuilder.of("handshake", "A correct WebSocket handshake")
                .server("Answers calls and handshakes, and drops the first connection.")
                .client(
                        "Sends the request of RFC 6455: GET with Host, Upgrade, Connection, version 13 and a new key of 16"
                                + " bytes for each connection; no subprotocol, and no Origin of the node itself.")
                .source("RFC 6455, section 4.1")
                .connected()
                .perform("drops the connection", new Action.Drop())
                .await("a second handshake", journal -> journal.upgrades().size() > 1, 10)
                .judge(OpeningCases::judgeHandshakes);
    }

    private static Judgement judgeHandshakes(CaseJournal journal) {
        Findings findings = new Findings();
        List<Seen.Request> upgrades = journal.upgrades();
        if (upgrades.isEmpty()) {
            return findings.fail("The client has opened no WebSocket"
                            + (journal.tokenCalls().isEmpty() ? ", nor made a token call." : "."))
                    .judgement();
        }
        upgrades.forEach(request -> judgeHandshake(request, findings));
        long keys = upgrades.stream()
                .map(request -> request.header("sec-websocket-key"))
                .distinct()
                .count();
        if (upgrades.size() > 1) {
            findings.check(
                    keys == upgrades.size(),
                    "Each handshake has a key of its own.",
                    Verdict.FAIL,
                    "The same Sec-WebSocket-Key was sent in more than one handshake.");
        }
        return findings.judgement();
    }

    private static void judgeHandshake(Seen.Request request, Findings findings) {
        findings.check(
                request.method().equals("GET") && request.version().equals("HTTP/1.1"),
                "The request is GET by HTTP/1.1.",
                Verdict.FAIL,
                "The request is " + request.method() + " by " + request.version() + " instead of GET by HTTP/1.1.");
        findings.check(
                !request.header("host").isEmpty(), "Host is there.", Verdict.FAIL, "The request has no Host header.");
        findings.check(
                request.header("upgrade").toLowerCase(Locale.ROOT).contains("websocket"),
                "Upgrade is websocket.",
                Verdict.FAIL,
                "Upgrade is '" + request.header("upgrade") + "' instead of websocket.");
        findings.check(
                List.of(request.header("connection").toLowerCase(Locale.ROOT).split("\\s*,\\s*"))
                        .contains("upgrade"),
                "Connection holds Upgrade.",
                Verdict.FAIL,
                "Connection is '" + request.header("connection") + "', without Upgrade.");
        findings.check(
                request.header("sec-websocket-version").equals("13"),
                "The version is 13.",
                Verdict.FAIL,
                "Sec-WebSocket-Version is '" + request.header("sec-websocket-version") + "' instead of 13.");
        findings.check(
                isKey(request.header("sec-websocket-key")),
                "The key has 16 bytes.",
                Verdict.FAIL,
                "Sec-WebSocket-Key is not 16 bytes in base64: '" + request.header("sec-websocket-key") + "'.");
        findings.check(
                request.header("sec-websocket-protocol").isEmpty(),
                "No subprotocol is asked for.",
                Verdict.WEAK,
                "A subprotocol is asked for; Archon knows none, and a client must fail when the server selects none it"
                        + " asked for.");
        String origin = request.header("origin");
        findings.check(
                origin.isEmpty() || !origin.endsWith("//" + request.header("host")),
                origin.isEmpty() ? "There is no Origin." : "Origin is '" + origin + "'.",
                Verdict.WEAK,
                "Origin is the address of the node itself, which no page has.");
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ConformanceCase authFirst() {
        return CaseBuilder.of("auth-first", "auth first, and once")
                .server("Accepts the token and sends nothing else.")
                .client("Sends auth with the token of its token call as the first message, at once, and not again.")
                .source("document, Connection Flow, steps 2 to 5")
                .connected()
                .pause(3)
                .judge(OpeningCases::judgeAuth);
    }

    private static Judgement judgeAuth(CaseJournal journal) {
        Findings findings = new Findings();
        List<CaseJournal.Socket> sockets = journal.sockets();
        if (sockets.isEmpty()) {
            return findings.unseen("No WebSocket was opened.").judgement();
        }
        CaseJournal.Socket socket = sockets.get(0);
        List<Seen.Message> messages = socket.journal().all(Seen.Message.class);
        if (messages.isEmpty()) {
            return findings.fail("Nothing was sent on the WebSocket.").judgement();
        }
        Seen.Message first = messages.get(0);
        Duration waited = first.at().minus(socket.opened());
        findings.check(
                first.kind() == Seen.Message.Kind.AUTH,
                "The first message is auth, " + Spans.text(waited) + " after the handshake.",
                Verdict.FAIL,
                "The first message is " + describe(first) + " instead of auth.");
        if (waited.compareTo(Duration.ofSeconds(5)) > 0) {
            findings.weak("auth came only " + Spans.text(waited) + " after the handshake.");
        }
        if (first.kind() == Seen.Message.Kind.AUTH) {
            findings.check(
                    first.token() > 0,
                    "It carries the token of the token call.",
                    Verdict.FAIL,
                    "It carries a token that the server has not issued.");
        }
        long auths = socket.journal().auths().size();
        findings.check(
                auths <= 1,
                "auth was sent once.",
                Verdict.FAIL,
                "auth was sent " + auths + " times on one connection.");
        if (journal.tokenCalls().size() > 1) {
            findings.weak(journal.tokenCalls().size() + " token calls were made for one connection.");
        }
        if (sockets.size() > 1) {
            findings.fail(sockets.size() + " WebSockets were opened, although the first one was accepted.");
        }
        return findings.judgement();
    }

    private static String describe(Seen.Message message) {
        return switch (message.kind()) {
            case AUTH -> "auth";
            case COMMAND -> "a command";
            case UNREADABLE -> "one that cannot be read (" + message.text() + ")";
        };
    }

    private static ConformanceCase secrets() {
        return CaseBuilder.of("secrets", "No token where others can read it")
                .server("Lets the token run out once, and drops the connection once.")
                .client("Has no token in the URL of any request, gives the API token to no WebSocket, and prints none.")
                .source("document, Connection Flow, step 4; RFC 6750, section 5.3")
                .connected()
                .perform("warns that the token runs out", new Action.ExpireToken())
                .await(RENEWED, journal -> journal.accepted().size() > 1, 8)
                .perform("drops the connection", new Action.Drop())
                .await("a second handshake", journal -> journal.sockets().size() > 1, 10)
                .pause(0.5)
                .judge(OpeningCases::judgeSecrets);
    }

    private static Judgement judgeSecrets(CaseJournal journal) {
        Findings findings = new Findings();
        List<Seen.Request> requests = journal.all(Seen.Request.class);
        if (requests.isEmpty()) {
            return findings.unseen("The client has sent no request.").judgement();
        }
        List<Seen.Request> open = requests.stream()
                .filter(request -> holdsToken(request.target()))
                .toList();
        findings.check(
                open.isEmpty(),
                "None of " + requests.size() + " URLs holds a token.",
                Verdict.FAIL,
                open.isEmpty() ? "" : "A URL holds a token: " + open.get(0).target());
        boolean told = journal.upgrades().stream()
                .anyMatch(request -> request.headers().values().stream().anyMatch(OpeningCases::holdsToken));
        if (!journal.upgrades().isEmpty()) {
            findings.check(
                    !told,
                    "No header of a WebSocket handshake holds a token.",
                    Verdict.WEAK,
                    "A header of a WebSocket handshake holds a token; the node needs none before auth.");
        }
        List<Seen.Leaked> leaked = journal.all(Seen.Leaked.class);
        findings.check(
                leaked.isEmpty(),
                "The output holds no token.",
                Verdict.WEAK,
                leaked.isEmpty()
                        ? ""
                        : "The client has printed " + leaked.get(0).token() + ".");
        return findings.judgement();
    }

    private static boolean holdsToken(String text) {
        return text.contains(CaseSecrets.API_TOKEN) || text.contains("[token ");
    }
}
