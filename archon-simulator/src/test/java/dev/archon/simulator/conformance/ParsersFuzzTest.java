package dev.archon.simulator.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Any bytes as one direction of a connection that the conformance kit watches. The ordinary build replays the committed
 * corpus, in {@code ParsersFuzzTestInputs} among the test resources; {@code .ci/fuzz 10 ParsersFuzzTest} lets Jazzer search
 * for more.
 *
 * <p>Holds that it makes no difference how the bytes come; that no more of a frame is kept than is said; and that the body
 * of a message is read as it was written, with its length and in chunks.
 */
class ParsersFuzzTest {

    @FuzzTest
    void http(byte[] bytes) {
        for (boolean requests : new boolean[] {true, false}) {
            List<String> whole = messages(requests, bytes, bytes.length);
            assertEquals(whole, messages(requests, bytes, 1), "byte by byte");
            assertEquals(whole, messages(requests, bytes, 7), "seven bytes at a time");
        }
        String body = new String(bytes, ISO_8859_1);
        String plain = "POST /a HTTP/1.1\r\nContent-Length: " + bytes.length + "\r\n\r\n" + body;
        int half = bytes.length / 2;
        String chunks = "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(body.substring(0, half))
                + chunk(body.substring(half)) + "0\r\nX: y\r\n\r\n";
        String next = "GET /b HTTP/1.1\r\n\r\n";
        for (String first : List.of(plain, chunks)) {
            List<String> read = messages(true, (first + next).getBytes(ISO_8859_1), Integer.MAX_VALUE);
            assertEquals(2, read.size(), read::toString);
            assertTrue(read.get(0).endsWith(HexFormat.of().formatHex(bytes)), "the body");
            assertTrue(read.get(1).startsWith("GET /b HTTP/1.1"), "the next message");
        }
    }

    private static String chunk(String text) {
        return text.isEmpty() ? "" : Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static List<String> messages(boolean requests, byte[] bytes, int piece) {
        List<String> messages = new ArrayList<>();
        HttpParser parser = new HttpParser(
                requests,
                (startLine, headers, body) -> messages.add(
                        startLine + " " + headers + " " + HexFormat.of().formatHex(body)));
        for (int at = 0; at < bytes.length; ) {
            int end = (int) Math.min(bytes.length, (long) at + piece);
            assertEquals(end, parser.read(bytes, at, end));
            at = end;
        }
        return messages;
    }

    @FuzzTest
    void frames(byte[] bytes) {
        List<FrameHeader> whole = new ArrayList<>();
        List<byte[]> payloads = new ArrayList<>();
        FrameParser parser = new FrameParser((header, payload) -> {
            whole.add(header);
            payloads.add(payload);
        });
        parser.read(bytes, 0, bytes.length);
        List<FrameHeader> single = new ArrayList<>();
        ByteArrayOutputStream singlePayloads = new ByteArrayOutputStream();
        FrameParser byByte = new FrameParser((header, payload) -> {
            single.add(header);
            singlePayloads.writeBytes(payload);
        });
        for (int i = 0; i < bytes.length; i++) {
            byByte.read(bytes, i, i + 1);
        }
        assertEquals(whole, single);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < whole.size(); i++) {
            byte[] payload = payloads.get(i);
            assertEquals(Math.min(whole.get(i).length(), FrameParser.KEPT), payload.length, "kept");
            all.writeBytes(payload);
        }
        assertArrayEquals(all.toByteArray(), singlePayloads.toByteArray());
        assertArrayEquals(withoutMask(bytes, whole), all.toByteArray(), "unmasked");
    }

    /** The payloads by a plain walk, which keeps as much of each. */
    private static byte[] withoutMask(byte[] bytes, List<FrameHeader> frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        for (FrameHeader frame : frames) {
            int seven = bytes[at + 1] & 0x7F;
            int mask = at + 2 + (seven == 126 ? 2 : seven == 127 ? 8 : 0);
            int payload = mask + (frame.masked() ? 4 : 0);
            for (int i = 0; i < Math.min(frame.length(), FrameParser.KEPT); i++) {
                out.write(bytes[payload + i] ^ (frame.masked() ? bytes[mask + i % 4] : 0));
            }
            at = payload + (int) frame.length();
        }
        return out.toByteArray();
    }
}
