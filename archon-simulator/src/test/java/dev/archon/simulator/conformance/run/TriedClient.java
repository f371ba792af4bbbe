package dev.archon.simulator.conformance.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A small client of Archon with nothing but a socket, which does everything right, or all but one thing. Run as a process by
 * {@link KitTest}: base URL, server, API token, flaw.
 */
public final class TriedClient {

    /** What is wrong with the client. */
    enum Flaw {
        NONE("", ""),
        NO_MASK("frames", "not masked"),
        ONE_MASK("frames", "masking keys"),
        NO_PONG("ping", "No pong came"),
        EMPTY_PONG("ping", "No pong with the payload"),
        NO_CLOSE_ANSWER("close-answered", "close frame"),
        HANGS_UP("disconnect", "without a close frame"),
        BACK_AFTER_1000("closed-1000", "connected again"),
        STAYS_AWAY("close-codes", "did not connect again after 1001"),
        OLD_TOKEN("fresh-token", "issued before"),
        TOKEN_IN_URL("secrets", "A URL holds a token"),
        AUTH_TWICE("auth-first", "2 times"),
        NO_RENEWAL("renewal", "No new auth"),
        HURRIES("auth-incorrect", "hot loop"),
        HURRIES_CALLS("token-401", "hot loop"),
        NO_RETRY_AFTER("retry-after", "asked for 5 s"),
        SAME_DELAY("delays", "do not grow"),
        NEVER_GIVES_UP("gives-up", "went on after 10"),
        BROKEN_BY_JSON("malformed-json", "ended the connection"),
        BROKEN_BY_BINARY("binary", "ended the connection"),
        NO_FRAGMENTS("fragments", "none that came in fragments"),
        REVERSES("commands", "another order");

        private final String failedCase;
        private final String evidence;

        Flaw(String failedCase, String evidence) {
            this.failedCase = failedCase;
            this.evidence = evidence;
        }

        String failedCase() {
            return failedCase;
        }

        String evidence() {
            return evidence;
        }
    }

    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern MESSAGE = Pattern.compile("\"event\":\"log\".*\"message\":\"([^\"]*)\"");
    private static final Pattern FINE = Pattern.compile("\\s*\\{.*}\\s*", Pattern.DOTALL);

    private static final int BASE_MILLIS = 300;
    private static final int CAP_MILLIS = 3000;
    private static final int MAX_ATTEMPTS = 10;

    private final Random random = new Random();
    private final URI base;
    private final String server;
    private final String apiToken;
    private final Flaw flaw;
    private final List<String> replayed = new ArrayList<>();
    private volatile @Nullable PlainWebSocket socket;
    private volatile boolean leaving;
    private String firstToken = "";

    private TriedClient(String[] arguments) {
        base = URI.create(arguments[0]);
        server = arguments[1];
        apiToken = arguments[2];
        flaw = Flaw.valueOf(arguments[3]);
    }

    /**
     * Runs the client.
     *
     * @param arguments base URL, server, API token, flaw
     */
    public static void main(String[] arguments) throws Exception {
        TriedClient client = new TriedClient(arguments);
        Thread input = new Thread(client::readInput, "input");
        input.setDaemon(true);
        input.start();
        client.stay();
        if (!client.leaving) {
            System.out.println("gave up");
        }
        input.join();
    }

    private void stay() throws Exception {
        for (int attempt = 0; !leaving && (attempt <= MAX_ATTEMPTS || flaw == Flaw.NEVER_GIVES_UP); attempt++) {
            if (attempt > 0) {
                int exponent = flaw == Flaw.SAME_DELAY || flaw == Flaw.NEVER_GIVES_UP ? 0 : attempt - 1;
                int delay = Math.min(CAP_MILLIS, BASE_MILLIS << exponent);
                Thread.sleep((long) (delay * (0.75 + random.nextDouble() / 4)));
            }
            PlainCall answer = call();
            int status = answer.status();
            if (status == 429 && flaw != Flaw.NO_RETRY_AFTER) {
                Thread.sleep(1000L * answer.retryAfterSeconds());
            } else if (status == 401 && flaw == Flaw.HURRIES_CALLS) {
                for (int i = 0; i < 50; i++) {
                    call();
                }
            } else if (status >= 400 && status < 500 && status != 429) {
                return;
            }
            if (status == 200 && !converse(find(URL, answer.body()), find(TOKEN, answer.body()))) {
                return;
            }
        }
        System.exit(1);
    }

    private PlainCall call() throws IOException {
        return PlainCall.get(base.resolve("/modrinth/v0/servers/" + server + "/ws"), apiToken);
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** One connection; returns whether to connect again. */
    private boolean converse(String url, String token) throws IOException, InterruptedException {
        firstToken = firstToken.isEmpty() ? token : firstToken;
        String shown = flaw == Flaw.OLD_TOKEN ? firstToken : token;
        URI address = URI.create(flaw == Flaw.TOKEN_IN_URL ? url + "?token=" + token : url);
        try (PlainWebSocket opened = PlainWebSocket.open(address, mask())) {
            if (!opened.isOpen()) {
                return true;
            }
            socket = opened;
            opened.text(auth(shown));
            if (flaw == Flaw.AUTH_TWICE) {
                opened.text(auth(shown));
            }
            return read(opened);
        } catch (IOException e) {
            System.out.println("lost the connection: " + e.getMessage());
            return !leaving && flaw != Flaw.BROKEN_BY_JSON;
        } finally {
            socket = null;
        }
    }

    private PlainWebSocket.Masking mask() {
        return switch (flaw) {
            case NO_MASK -> PlainWebSocket.Masking.NONE;
            case ONE_MASK -> PlainWebSocket.Masking.SAME;
            default -> PlainWebSocket.Masking.RANDOM;
        };
    }

    private static String auth(String token) {
        return "{\"event\":\"auth\",\"jwt\":\"" + token + "\"}";
    }

    private boolean read(PlainWebSocket opened) throws IOException, InterruptedException {
        boolean asked = false;
        while (true) {
            PlainWebSocket.Frame frame;
            try {
                frame = opened.read();
                asked = false;
            } catch (SocketTimeoutException e) {
                if (asked) {
                    throw new IOException("nothing came, not even a pong", e);
                }
                asked = true;
                opened.send(9, new byte[0]);
                continue;
            }
            switch (frame.opcode()) {
                case 0, 1 -> {
                    if (!message(opened, frame)) {
                        return flaw != Flaw.BROKEN_BY_JSON;
                    }
                }
                case 2 -> {
                    if (flaw == Flaw.BROKEN_BY_BINARY) {
                        return true;
                    }
                }
                case 8 -> {
                    return closed(opened, frame);
                }
                case 9 -> {
                    if (flaw != Flaw.NO_PONG) {
                        opened.send(10, flaw == Flaw.EMPTY_PONG ? new byte[0] : frame.payload());
                    }
                }
                default -> {
                    // A pong, which has done its work by coming.
                }
            }
        }
    }

    private boolean closed(PlainWebSocket opened, PlainWebSocket.Frame frame) throws IOException {
        if (flaw != Flaw.NO_CLOSE_ANSWER) {
            opened.send(8, frame.payload());
        }
        int code = frame.payload().length < 2 ? 0 : ((frame.payload()[0] & 0xFF) << 8) | (frame.payload()[1] & 0xFF);
        return code == 1000 ? flaw == Flaw.BACK_AFTER_1000 : flaw != Flaw.STAYS_AWAY;
    }

    /** Takes a frame of a message; returns whether to stay on this connection. */
    private boolean message(PlainWebSocket opened, PlainWebSocket.Frame frame)
            throws IOException, InterruptedException {
        String text = flaw == Flaw.NO_FRAGMENTS && !frame.fin() ? "{}" : opened.assemble(frame);
        if (!frame.fin() || (flaw == Flaw.NO_FRAGMENTS && frame.opcode() == 0)) {
            return true;
        }
        if (text.indexOf('\ufffd') >= 0) {
            opened.send(8, new byte[] {0x03, (byte) 0xEF});
            return false;
        }
        if (!FINE.matcher(text).matches()) {
            return flaw != Flaw.BROKEN_BY_JSON;
        }
        if (text.contains("\"auth-expiring\"") && flaw != Flaw.NO_RENEWAL) {
            renew(opened);
        } else if (text.contains("\"auth-incorrect\"")) {
            return refused(opened);
        }
        print(find(MESSAGE, text));
        return true;
    }

    private void renew(PlainWebSocket opened) throws IOException, InterruptedException {
        for (PlainCall answer = call(); ; answer = call()) {
            if (answer.status() == 200) {
                opened.text(auth(find(TOKEN, answer.body())));
                return;
            }
            Thread.sleep(BASE_MILLIS);
        }
    }

    private boolean refused(PlainWebSocket opened) throws IOException, InterruptedException {
        if (flaw == Flaw.HURRIES) {
            renew(opened);
            return true;
        }
        return false;
    }

    /** Prints each line of the kit's once, as a client would that knows the history again. */
    private void print(String lines) {
        for (String line : lines.split("\\\\n", -1)) {
            if (!replayed.contains(line)) {
                replayed.add(line);
                System.out.println(line);
            }
        }
    }

    private void readInput() {
        List<String> held = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("disconnect")) {
                    leave();
                } else if (flaw == Flaw.REVERSES) {
                    held.add(0, line);
                    if (held.size() == 20) {
                        held.forEach(this::command);
                    }
                } else {
                    command(line);
                }
            }
            leave();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void command(String line) {
        PlainWebSocket open = socket;
        if (open != null) {
            try {
                open.text("{\"event\":\"command\",\"cmd\":\"" + line.substring("command ".length()) + "\"}");
            } catch (IOException e) {
                System.out.println("not sent: " + e.getMessage());
            }
        }
    }

    private void leave() throws IOException {
        leaving = true;
        PlainWebSocket open = socket;
        if (open != null && flaw == Flaw.HANGS_UP) {
            open.close();
        } else if (open != null) {
            open.send(8, "\u0003\u00e8".getBytes(ISO_8859_1));
        }
    }
}
