package dev.archon.simulator.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpParserTest {

    private static final String NEXT = "GET /next HTTP/1.1\r\n\r\n";

    @Test
    void aHeadOfWhichNotAllIsKeptEndsWhereItEnds() {
        String longField = "X: " + "y".repeat(70_000) + "\r\n\r\n";
        assertEquals(
                List.of("GET /a HTTP/1.1|", "GET /next HTTP/1.1|"), read("GET /a HTTP/1.1\r\n" + longField + NEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity", "x"})
    void aBodyWithALengthIsReadByItWhateverOtherEncodingIsNamed(String encoding) {
        String message = "POST /a HTTP/1.1\r\nTransfer-Encoding: " + encoding + "\r\nContent-Length: 4\r\n\r\nbody";
        assertEquals(List.of("POST /a HTTP/1.1|body", "GET /next HTTP/1.1|"), read(message + NEXT));
    }

    private static List<String> read(String text) {
        List<String> messages = new ArrayList<>();
        HttpParser parser = new HttpParser(
                true, (startLine, headers, body) -> messages.add(startLine + "|" + new String(body, ISO_8859_1)));
        byte[] bytes = text.getBytes(ISO_8859_1);
        parser.read(bytes, 0, bytes.length);
        return messages;
    }
}
