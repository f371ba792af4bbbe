package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.protocol.rest.BackupQueue;
import dev.archon.protocol.rest.ServerDetails;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.rest.ServerPage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as the answer to a call about servers and backups. Replayed and fuzzed like {@link EventCodecFuzzTest}.
 *
 * <p>Holds that what is read is one JSON object, or for the list of servers one JSON array; that the raw JSON that a server
 * keeps is that of the answer and is read as the same again; and that an error is a {@link ProtocolException} with a short
 * text and an offset within the answer.
 */
class ApiCodecFuzzTest {

    @FuzzTest
    void decodes(byte[] body) {
        boolean isObject = isJson(body, '{');
        Object server = check(body, isObject, () -> ApiCodec.decodeServer(body));
        Object page = check(body, isObject, () -> ApiCodec.decodeServers(body));
        Object details = check(body, isObject, () -> ApiCodec.decodeServerDetails(body));
        Object backups = check(body, isObject, () -> ApiCodec.decodeBackups(body));
        check(body, isObject, () -> ApiCodec.decodeCreatedBackup(body));
        check(body, isObject, () -> ApiCodec.decodeNodeAccess(body));
        String text = new String(body, StandardCharsets.UTF_8);
        if (server instanceof ServerInfo read) {
            assertEquals(text, read.json().text());
        }
        if (page instanceof ServerPage read) {
            assertEquals(text, read.json().text());
            read.servers().forEach(one -> isReadAgain(one, one.json().text(), ApiCodec::decodeServer));
        }
        if (details instanceof ServerDetails read) {
            assertEquals(text, read.json().text());
        }
        if (backups instanceof BackupQueue read) {
            assertEquals(text, read.json().text());
        }
        boolean isArray = isJson(body, '[');
        Object list = check(body, isArray, () -> ApiCodec.decodeServerDetailsList(body));
        assertEquals(isArray, list != null, () -> "an array is a list of servers: " + text);
        if (list instanceof List<?> servers) {
            for (Object one : servers) {
                ServerDetails read = (ServerDetails) one;
                isReadAgain(read, read.json().text(), ApiCodec::decodeServerDetails);
            }
        }
    }

    @FunctionalInterface
    private interface Decoder {
        Object decode(byte[] body) throws ProtocolException;
    }

    private static void isReadAgain(Object read, String json, Decoder decoder) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        assertEquals(read, Outcome.of(() -> decoder.decode(body)).value(), json);
    }

    private static @Nullable Object check(byte[] body, boolean mayBeRead, Outcome.Reading reading) {
        Outcome outcome = Outcome.of(reading);
        if (outcome.value() != null) {
            assertTrue(mayBeRead, () -> "read of something else: " + outcome.value());
        } else {
            assertTrue(String.valueOf(outcome.error()).length() < 200, outcome::toString);
            assertTrue(outcome.offset() >= 0 && outcome.offset() <= body.length, outcome::toString);
        }
        return outcome.value();
    }

    /** Whether the bytes are one JSON value that begins with a character, which the reader of events finds out. */
    private static boolean isJson(byte[] body, char first) {
        if (Outcome.of(() -> EventCodec.decode(body)).value() == null) {
            return false;
        }
        try {
            JsonOverview overview = JsonReader.of(body, 0, body.length).overview(null);
            return !overview.more()
                    && new String(body, StandardCharsets.UTF_8).strip().charAt(0) == first;
        } catch (ProtocolException e) {
            throw new AssertionError("an event, and yet no JSON", e);
        }
    }
}
