package dev.archon.simulator.conformance;

import static dev.archon.simulator.conformance.Tape.tape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each judge passes a good client, and says of a bad one what was bad. The clients are journals that are written by hand. */
class JudgeTest {

    private static final String DROP = "drops the connection";
    private static final String RESET = "resets the connection";
    private static final String EXPIRING = "warns that the token runs out";
    private static final String TROUBLE = "begins with the trouble";
    private static final String DISCONNECT = "types 'disconnect'";

    /** What a judge is to say of a journal. */
    record Row(String id, String client, CaseJournal journal, Verdict verdict, String evidence) {

        @Override
        public String toString() {
            return id + ": " + client;
        }
    }

    private static Row pass(String id, CaseJournal journal) {
        return new Row(id, "a good client", journal, Verdict.PASS, "");
    }

    private static Row row(String id, String client, CaseJournal journal, Verdict verdict, String evidence) {
        return new Row(id, client, journal, verdict, evidence);
    }

    private static Row fail(String id, String client, CaseJournal journal, String evidence) {
        return row(id, client, journal, Verdict.FAIL, evidence);
    }

    private static Row weak(String id, String client, CaseJournal journal, String evidence) {
        return row(id, client, journal, Verdict.WEAK, evidence);
    }

    static Stream<Row> rows() {
        return Stream.of(opening(), renewals(), refusals(), reconnections(), delays(), frames(), closures(), events())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theJudgeSaysWhatIsBad(Row row) {
        Judgement judgement =
                ConformanceCases.named(row.id()).orElseThrow().judge().apply(row.journal());
        assertEquals(
                row.verdict(), judgement.verdict(), () -> judgement.evidence().toString());
        assertTrue(
                judgement.evidence().get(0).contains(row.evidence()),
                () -> judgement.evidence().toString());
    }

    @Test
    void everyCaseHasAGoodClientAndABadOne() {
        Map<String, List<Row>> rows = rows().collect(Collectors.groupingBy(Row::id));
        TreeSet<String> without = new TreeSet<>();
        for (ConformanceCase one : ConformanceCases.all()) {
            List<Row> own = rows.getOrDefault(one.id(), List.of());
            if (own.stream().noneMatch(row -> row.verdict() == Verdict.PASS)
                    || own.stream().noneMatch(row -> row.verdict() == Verdict.FAIL)) {
                without.add(one.id());
            }
        }
        assertEquals(new TreeSet<>(), without);
    }

    @Test
    void aClientThatDoesNothingIsNotSeenAndFailsTheFirstCase() {
        for (ConformanceCase one : ConformanceCases.all()) {
            Verdict expected = one.id().equals("handshake") ? Verdict.FAIL : Verdict.NOT_SEEN;
            assertEquals(expected, one.judge().apply(tape().end(30)).verdict(), one.id());
        }
    }

    @Test
    void everyCaseSaysWhatItIsAboutAndWhereThatIsWritten() {
        TreeSet<String> ids = new TreeSet<>();
        for (ConformanceCase one : ConformanceCases.all()) {
            assertTrue(one.id().matches("[a-z0-9-]+") && ids.add(one.id()), one.id());
            for (String text : List.of(one.title(), one.server(), one.client(), one.source())) {
                assertTrue(text.length() > 4, one.id());
            }
        }
    }

    private static List<Row> opening() {
        List<Row> rows = new ArrayList<>();
        rows.add(pass("handshake", tape().connect(1, 1, 1).connect(3, 2, 2).end(4)));
        rows.add(fail(
                "handshake",
                "offers HTTP/2 with its call",
                tape().request(1, 1, Map.of("upgrade", "h2c"), "GET", "/modrinth/v0/servers/demo/ws")
                        .end(4),
                "The client has opened no WebSocket."));
        rows.add(fail("handshake", "only calls", tape().call(1, 1).end(4), "opened no WebSocket"));
        rows.add(fail(
                "handshake",
                "has one key for all",
                tape().upgrade(1, 1, Tape.headers(1))
                        .upgrade(2, 2, Tape.headers(1))
                        .end(4),
                "more than one handshake"));
        Map<String, String> bad = Map.of(
                "upgrade", "h2c",
                "connection", "close",
                "sec-websocket-version", "8",
                "sec-websocket-key", "c2hvcnQ=",
                "host", "");
        bad.forEach((name, value) -> rows.add(fail(
                "handshake",
                "sends " + name + " " + value,
                tape().upgrade(1, 1, with(name, value)).end(2),
                "")));
        rows.add(fail(
                "handshake",
                "posts",
                tape().request(1, 1, Tape.headers(1), "POST", "/modrinth/v0/ws/demo")
                        .end(2),
                "POST"));
        rows.add(weak(
                "handshake",
                "has the origin of the node",
                tape().upgrade(1, 1, with("origin", "http://127.0.0.1:1")).end(2),
                "Origin"));
        rows.add(weak(
                "handshake",
                "asks for a subprotocol",
                tape().upgrade(1, 1, with("sec-websocket-protocol", "archon")).end(2),
                "subprotocol"));

        rows.add(pass("auth-first", tape().connect(1, 1, 1).end(4)));
        rows.add(fail(
                "auth-first",
                "sends a command first",
                tape().call(1, 1)
                        .upgrade(1, 1)
                        .command(1.1, 1, "list")
                        .auth(1.2, 1, 1)
                        .ok(1.3, 1)
                        .end(4),
                "a command instead of auth"));
        rows.add(fail(
                "auth-first",
                "sends auth twice",
                tape().connect(1, 1, 1).auth(2, 1, 1).end(4),
                "2 times"));
        rows.add(fail(
                "auth-first",
                "has made up its token",
                tape().call(1, 1).upgrade(1, 1).auth(1, 1, 0).end(4),
                "has not issued"));
        rows.add(fail(
                "auth-first", "says nothing", tape().call(1, 1).upgrade(1, 1).end(4), "Nothing was sent"));
        rows.add(fail(
                "auth-first",
                "opens two connections",
                tape().connect(1, 1, 1).connect(2, 2, 2).end(4),
                "2 WebSockets"));

        rows.add(pass("secrets", tape().connect(1, 1, 1).connect(3, 2, 2).end(4)));
        for (String target : List.of("/modrinth/v0/ws/demo?token=[token 1]", "/x?key=[API token]")) {
            rows.add(fail(
                    "secrets",
                    "asks for " + target,
                    tape().call(1, 1)
                            .request(1, 1, Tape.headers(1), "GET", target)
                            .end(4),
                    "A URL holds a token"));
        }
        rows.add(weak(
                "secrets",
                "gives the API token to the node",
                tape().call(1, 1)
                        .upgrade(1, 1, with("authorization", "Bearer [API token]"))
                        .end(4),
                "header"));
        rows.add(weak(
                "secrets",
                "prints its token",
                tape().connect(1, 1, 1)
                        .add(new Seen.Leaked(Tape.time(2), "[API token]"))
                        .end(4),
                "printed [API token]"));
        return rows;
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new HashMap<>(Tape.headers(1));
        headers.put(name, value);
        return headers;
    }

    private static List<Row> renewals() {
        List<Row> rows = new ArrayList<>();
        rows.add(
                pass("renewal", warned().call(3.1, 2).auth(3.2, 1, 2).ok(3.3, 1).end(6)));
        rows.add(fail("renewal", "does nothing", warned().end(6), "No new auth"));
        rows.add(fail(
                "renewal",
                "sends its old token",
                warned().auth(3.2, 1, 1).ok(3.3, 1).end(6),
                "before the warning"));
        rows.add(fail("renewal", "connects anew", warned().connect(4, 2, 2).end(6), "A new connection"));
        rows.add(weak(
                "renewal",
                "calls twice",
                warned().call(3.1, 2).call(3.1, 3).auth(3.2, 1, 3).ok(3.3, 1).end(6),
                "2 token calls"));
        Tape hot = warned().auth(3.2, 1, 2).ok(3.3, 1);
        IntStream.range(0, 20).forEach(i -> hot.call(3.1 + i * 0.01, 2 + i));
        rows.add(fail("renewal", "calls and calls", hot.end(6), "20 token calls"));

        rows.add(pass(
                "renewal-refused",
                warned().refusedCall(3.1, 503)
                        .refusedCall(8, 503)
                        .call(13, 2)
                        .auth(13, 1, 2)
                        .ok(13.1, 1)
                        .end(14)));
        rows.add(fail(
                "renewal-refused",
                "gives up",
                warned().refusedCall(3.1, 503).close(3.2, 1, Peer.CLIENT, 1000).end(28),
                "not authenticated again"));
        rows.add(fail("renewal-refused", "does not call", warned().end(28), "No token call"));
        return rows;
    }

    private static Tape warned() {
        return tape().connect(1, 1, 1).done(3, EXPIRING);
    }

    private static List<Row> refusals() {
        List<Row> rows = new ArrayList<>();
        Tape refused = tape().call(1, 1).upgrade(1, 1).auth(1, 1, 1).incorrect(1.1, 1);
        rows.add(pass(
                "auth-incorrect",
                refused.call(2, 2).auth(2, 1, 2).incorrect(2.1, 1).end(9)));
        Tape hurried = tape().call(1, 1)
                .upgrade(1, 1)
                .auth(1, 1, 1)
                .incorrect(1.1, 1)
                .call(1.1, 2)
                .auth(1.12, 1, 2);
        rows.add(weak("auth-incorrect", "tries at once, once", hurried.end(9), "without a delay"));
        Tape same = tape().call(1, 1)
                .upgrade(1, 1)
                .auth(1, 1, 1)
                .incorrect(1.1, 1)
                .auth(3, 1, 1)
                .incorrect(3.1, 1);
        rows.add(fail("auth-incorrect", "sends the same token again", same.end(9), "sent again 1 times"));
        Tape loop = tape().call(1, 1).upgrade(1, 1);
        IntStream.range(0, 40)
                .forEach(i -> loop.auth(1 + i * 0.01, 1, i + 1)
                        .incorrect(1 + i * 0.01, 1)
                        .call(1 + i * 0.01, i + 2));
        rows.add(fail("auth-incorrect", "hurries", loop.end(2), "hot loop"));

        for (int status : new int[] {401, 403, 404}) {
            String id = "token-" + status;
            rows.add(pass(id, tape().refusedCall(1, status).end(9)));
            rows.add(weak(id, "goes on", calls(status, 5, 1.5).end(9), "will not change"));
            rows.add(fail(id, "hurries", calls(status, 30, 0.01).end(9), "hot loop"));
        }
        rows.add(pass("token-503", calls(503, 4, 2).end(9)));
        rows.add(fail("token-503", "hurries", calls(503, 30, 0.01).end(9), "hot loop"));

        rows.add(pass(
                "retry-after", tape().refusedCall(1, 429).connect(6.1, 1, 1).end(7)));
        rows.add(fail(
                "retry-after",
                "does not wait",
                tape().refusedCall(1, 429).connect(3, 1, 1).end(7),
                "asked for 5 s"));
        rows.add(weak("retry-after", "gives up", tape().refusedCall(1, 429).end(21), "given up"));
        return rows;
    }

    private static Tape calls(int status, int count, double every) {
        Tape tape = tape();
        IntStream.range(0, count).forEach(i -> tape.refusedCall(1 + i * every, status));
        return tape;
    }

    private static List<Row> reconnections() {
        List<Row> rows = new ArrayList<>();
        rows.add(pass(
                "fresh-token", lostTwice().connect(3, 2, 2).connect(6, 3, 3).end(7)));
        rows.add(fail(
                "fresh-token",
                "shows its first token for ever",
                lostTwice()
                        .upgrade(3, 2)
                        .auth(3, 2, 1)
                        .ok(3, 2)
                        .connect(6, 3, 3)
                        .end(7),
                "Connection 2 showed"));
        rows.add(fail(
                "fresh-token",
                "has fetched a token in advance",
                tape().call(0.5, 2)
                        .connect(1, 1, 1)
                        .done(2, DROP)
                        .ended(2, 1, Peer.SERVER)
                        .upgrade(3, 2)
                        .auth(3, 2, 2)
                        .end(7),
                "before connection 1 was lost"));
        rows.add(fail(
                "fresh-token", "stays away", lostTwice().end(7), "not connect again after its connection was dropped"));
        rows.add(fail(
                "fresh-token",
                "stays away after a reset",
                lostTwice().connect(3, 2, 2).end(7),
                "was reset"));

        Tape codes = tape();
        IntStream.range(1, 5).forEach(i -> codes.connect(i * 3, i, i));
        rows.add(pass("close-codes", codes.end(14)));
        rows.add(fail(
                "close-codes", "takes 1001 for the end", tape().connect(1, 1, 1).end(22), "after 1001"));
        rows.add(fail(
                "close-codes",
                "takes 4123 for the end",
                tape().connect(1, 1, 1).connect(3, 2, 2).connect(6, 3, 3).end(26),
                "after 4123"));

        Tape dead = tape().connect(1, 1, 1).done(3, "the connection goes dead");
        rows.add(fail("half-open", "notices nothing", dead.end(78), "did not connect again"));
        rows.add(pass(
                "half-open",
                tape().connect(1, 1, 1)
                        .done(3, "the connection goes dead")
                        .connect(40, 2, 2)
                        .end(41)));
        rows.add(weak(
                "half-open",
                "notices late",
                tape().connect(1, 1, 1)
                        .done(3, "the connection goes dead")
                        .connect(75, 2, 2)
                        .end(76),
                "only after"));
        return rows;
    }

    private static Tape lostTwice() {
        return tape().connect(1, 1, 1)
                .done(2, DROP)
                .ended(2, 1, Peer.SERVER)
                .done(5, RESET)
                .ended(5, 2, Peer.SERVER);
    }

    private static List<Row> delays() {
        List<Row> rows = new ArrayList<>();
        rows.add(pass("delays", attempts(0.8, 1.7, 4.4, 7.1, 15.3).end(45)));
        rows.add(fail(
                "delays",
                "always waits as long",
                attempts(2.1, 2.9, 2.4, 2.6, 2.2).end(20),
                "do not grow"));
        rows.add(weak("delays", "has no jitter", attempts(1, 2, 4, 8, 16).end(45), "no jitter"));
        rows.add(fail("delays", "hurries", attempts(0.01, 0.01, 0.01, 0.01, 3).end(45), "without a delay"));
        rows.add(fail("delays", "tries once", attempts(1).end(45), "Only 1 attempts"));
        rows.add(weak("delays", "waits for ever", attempts(0.9, 2.2, 4.1, 70).end(80), "longer than the document's"));

        double[] ten = {0.8, 1.7, 4.4, 7.1, 15.3, 28, 25, 30, 22, 29};
        rows.add(pass("gives-up", attempts(ten).end(210)));
        rows.add(pass("gives-up", attempts(0.8, 1.7, 4.4).exited(20).end(21)));
        rows.add(fail(
                "gives-up",
                "never ends",
                attempts(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2).end(30),
                "went on after 10"));
        rows.add(fail("gives-up", "tries once", attempts(1).end(40), "gave up after 1"));
        rows.add(row(
                "gives-up",
                "may still go on",
                attempts(0.8, 30, 30, 30).end(100),
                Verdict.NOT_SEEN,
                "not be at the end"));
        return rows;
    }

    /** Attempts that are refused, each so many seconds after the one before. */
    private static Tape attempts(double... delays) {
        Tape tape = tape().connect(1, 1, 1).done(2, DROP).ended(2, 1, Peer.SERVER);
        double at = 2;
        for (int i = 0; i < delays.length; i++) {
            at += delays[i];
            tape.refusedUpgrade(at, i + 2);
        }
        return tape;
    }

    private static List<Row> frames() {
        List<Row> rows = new ArrayList<>();
        rows.add(pass("frames", tape().connect(1, 1, 1).command(2, 1, "list").end(4)));
        Map<String, FrameHeader> bad = Map.of(
                "not masked", new FrameHeader(true, 0, FrameHeader.TEXT, false, 0, 5, true),
                "reserved bit", new FrameHeader(true, 4, FrameHeader.TEXT, true, 9, 5, true),
                "reserved opcode", new FrameHeader(true, 0, 5, true, 9, 5, true),
                "few bytes", new FrameHeader(true, 0, FrameHeader.TEXT, true, 9, 5, false),
                "fragmented", new FrameHeader(false, 0, FrameHeader.PING, true, 9, 5, true),
                "longer than 125", new FrameHeader(true, 0, FrameHeader.PONG, true, 9, 126, true),
                "binary", new FrameHeader(true, 0, FrameHeader.BINARY, true, 9, 5, true),
                "masking keys", new FrameHeader(true, 0, FrameHeader.TEXT, true, 1, 5, true));
        bad.forEach((evidence, header) -> rows.add(fail(
                "frames",
                "sends a frame: " + evidence,
                tape().connect(1, 1, 1).frame(2, 1, header, "").end(4),
                evidence)));
        rows.add(fail(
                "frames",
                "breaks what is long",
                tape().connect(1, 1, 1)
                        .command(2, 1, "list")
                        .command(2, 1, "say lo")
                        .end(4),
                "arrived changed"));
        rows.add(fail(
                "frames",
                "sends nonsense",
                tape().connect(1, 1, 1)
                        .add(new Seen.Message(Tape.time(2), 1, Seen.Message.Kind.UNREADABLE, 0, "no JSON"))
                        .end(4),
                "cannot be read"));

        rows.add(pass(
                "ping",
                pinged().frame(2.1, 1, FrameHeader.PONG, "0001")
                        .frame(3.1, 1, FrameHeader.PONG, "")
                        .end(5)));
        rows.add(fail("ping", "is silent", pinged().end(5), "No pong came"));
        rows.add(fail(
                "ping",
                "answers with another payload",
                pinged().frame(2.1, 1, FrameHeader.PONG, "")
                        .frame(3.1, 1, FrameHeader.PONG, "")
                        .end(5),
                "payload of the ping of 2 bytes"));
        rows.add(weak(
                "ping",
                "is slow",
                pinged().frame(4.8, 1, FrameHeader.PONG, "0001")
                        .frame(4.9, 1, FrameHeader.PONG, "")
                        .end(5),
                "only after"));

        rows.add(pass("commands", commands(IntStream.rangeClosed(1, 20)).end(5)));
        rows.add(fail(
                "commands", "loses some", commands(IntStream.rangeClosed(1, 19)).end(5), "1 commands did not come"));
        rows.add(fail(
                "commands",
                "repeats one",
                commands(IntStream.concat(IntStream.of(1), IntStream.rangeClosed(1, 20)))
                        .end(5),
                "more than once"));
        rows.add(fail(
                "commands",
                "reverses them",
                commands(IntStream.rangeClosed(1, 20).map(i -> 21 - i)).end(5),
                "another order"));
        rows.add(row("commands", "does not read", tape().connect(1, 1, 1).end(5), Verdict.NOT_SEEN, "standard input"));
        return rows;
    }

    private static Tape pinged() {
        return tape().connect(1, 1, 1).server(2, 1, FrameHeader.PING, "0001").server(3, 1, FrameHeader.PING, "");
    }

    private static Tape commands(IntStream numbers) {
        Tape tape = tape().connect(1, 1, 1);
        numbers.forEach(number -> tape.command(2, 1, "say number " + number));
        return tape;
    }

    private static List<Row> closures() {
        List<Row> rows = new ArrayList<>();
        rows.add(pass(
                "close-answered",
                closing(4000)
                        .close(2.1, 1, Peer.CLIENT, 4000)
                        .ended(2.2, 1, Peer.CLIENT)
                        .end(3)));
        rows.add(fail(
                "close-answered",
                "hangs up",
                closing(4000).ended(2.2, 1, Peer.CLIENT).end(3),
                "without a close frame"));
        rows.add(fail("close-answered", "does nothing", closing(4000).end(8), "No close frame"));
        rows.add(weak(
                "close-answered",
                "has a code of its own",
                closing(4000).close(2.1, 1, Peer.CLIENT, 1000).end(3),
                "code 1000"));
        rows.add(weak(
                "close-answered",
                "has no code",
                closing(4000).frame(2.1, 1, FrameHeader.CLOSE, "").end(3),
                "no code"));
        rows.add(fail(
                "close-answered",
                "goes on",
                closing(4000)
                        .close(2.1, 1, Peer.CLIENT, 4000)
                        .command(2.2, 1, "list")
                        .end(3),
                "behind its close frame"));

        Tape told = tape().connect(1, 1, 1).done(2, DISCONNECT);
        rows.add(pass(
                "disconnect",
                told.close(2.1, 1, Peer.CLIENT, 1000).ended(2.2, 1, Peer.CLIENT).end(5)));
        rows.add(fail(
                "disconnect",
                "hangs up",
                tape().connect(1, 1, 1)
                        .done(2, DISCONNECT)
                        .ended(2.1, 1, Peer.CLIENT)
                        .end(5),
                "without a close frame"));
        rows.add(weak(
                "disconnect",
                "is going away",
                tape().connect(1, 1, 1)
                        .done(2, DISCONNECT)
                        .close(2.1, 1, Peer.CLIENT, 1001)
                        .end(5),
                "code 1001"));
        rows.add(fail(
                "disconnect",
                "comes back",
                tape().connect(1, 1, 1)
                        .done(2, DISCONNECT)
                        .close(2.1, 1, Peer.CLIENT, 1000)
                        .connect(3, 2, 2)
                        .end(5),
                "connected again"));
        rows.add(row(
                "disconnect",
                "does not read",
                tape().connect(1, 1, 1).done(2, DISCONNECT).end(9),
                Verdict.NOT_SEEN,
                "standard input"));

        rows.add(pass(
                "closed-1000", closing(1000).close(2.1, 1, Peer.CLIENT, 1000).end(10)));
        rows.add(
                fail("closed-1000", "comes back", closing(1000).connect(3, 2, 2).end(3), "connected again"));
        return rows;
    }

    private static Tape closing(int code) {
        return tape().connect(1, 1, 1).done(2, "closes with " + code).close(2, 1, Peer.SERVER, code);
    }

    private static List<Row> events() {
        List<Row> rows = new ArrayList<>();
        List<String> survivals =
                List.of("malformed-json", "unknown-event", "wrong-types", "binary", "fragments", "large-message");
        for (String id : survivals) {
            rows.add(pass(
                    id,
                    troubled()
                            .frame(4, 1, FrameHeader.PONG, "0001020304050607")
                            .printed(3, EventCases.BETWEEN)
                            .printed(4, EventCases.AFTER)
                            .end(5)));
            rows.add(pass(
                    id,
                    tape().connect(1, 1, 1)
                            .done(2, TROUBLE)
                            .done(3, "sends a ping")
                            .frame(4, 1, FrameHeader.PONG, "0001020304050607")
                            .end(5)));
            rows.add(fail(
                    id, "closes", troubled().close(2.5, 1, Peer.CLIENT, 1007).end(5), "with code 1007"));
            rows.add(fail(id, "dies", troubled().exited(2.5).end(5), "ended the connection"));
            rows.add(fail(id, "is deaf", troubled().end(5), "was not answered"));
            rows.add(fail(
                    id,
                    "shows nothing any more",
                    troubled().frame(4, 1, FrameHeader.PONG, "0001020304050607").end(5),
                    "none that came later"));
        }

        rows.add(fail(
                "fragments",
                "takes no fragments",
                troubled()
                        .frame(4, 1, FrameHeader.PONG, "0001020304050607")
                        .printed(4, EventCases.AFTER)
                        .end(5),
                "none that came in fragments"));

        rows.add(pass(
                "invalid-utf8",
                troubled().close(2.5, 1, Peer.CLIENT, 1007).connect(4, 2, 2).end(5)));
        rows.add(weak(
                "invalid-utf8",
                "survives it",
                troubled()
                        .frame(4, 1, FrameHeader.PONG, "0001020304050607")
                        .printed(4, EventCases.AFTER)
                        .end(5),
                "wants it to be failed"));
        rows.add(weak(
                "invalid-utf8",
                "gives no code",
                troubled().ended(2.5, 1, Peer.CLIENT).connect(4, 2, 2).end(5),
                "without code 1007"));
        rows.add(fail(
                "invalid-utf8",
                "stays away",
                troubled().close(2.5, 1, Peer.CLIENT, 1007).end(20),
                "not connect again"));

        rows.add(pass("history", replayed().printed(2, EventCases.REPLAYED).end(12)));
        rows.add(weak(
                "history",
                "shows lines twice",
                replayed()
                        .printed(2, EventCases.REPLAYED)
                        .printed(6, EventCases.REPLAYED)
                        .end(12),
                "2 times"));
        rows.add(fail(
                "history",
                "shows no history",
                replayed().printed(9, EventCases.AFTER).end(12),
                "none of the history"));
        rows.add(fail(
                "history", "stays away", tape().connect(1, 1, 1).done(4, DROP).end(20), "did not connect again"));
        rows.add(fail(
                "history",
                "chokes on it",
                tape().connect(1, 1, 1)
                        .done(4, DROP)
                        .connect(5, 2, 2)
                        .done(8, "sends a ping")
                        .end(12),
                "was not answered"));
        return rows;
    }

    private static Tape troubled() {
        return tape().connect(1, 1, 1)
                .printed(1.5, EventCases.BEFORE)
                .done(2, TROUBLE)
                .done(3, "sends a ping");
    }

    private static Tape replayed() {
        return tape().connect(1, 1, 1)
                .done(4, DROP)
                .connect(5, 2, 2)
                .done(8, "sends a ping")
                .frame(9, 2, FrameHeader.PONG, "0001020304050607");
    }
}
