package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one result of each odd input, in the order of the list on the package's page. */
class OddInputTest {

    @Nested
    class NoObject {

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\r\n"})
        void butNothingIsAnError(String json) {
            assertError("unreadable message: expected an object, found nothing (at byte 0)", json);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"[{\"event\":\"auth-ok\"}]", " \"auth-ok\" ", "12", "-1.5e3", "true", "null", "[]", "1 2"})
        void isAnUnknownEventWithoutAName(String json) throws Exception {
            assertEquals(new UnknownEvent("", json), EventCodec.decode(json));
        }

        @Test
        void isAnErrorAlsoWhereTheArrayIsOnlyOnesRange() {
            byte[] bytes = "xx".getBytes(StandardCharsets.UTF_8);
            ProtocolException e = assertThrows(ProtocolException.class, () -> EventCodec.decode(bytes, 1, 0));
            assertEquals(0, e.offset());
        }
    }

    @Nested
    class MoreThanTheObject {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"event\":\"auth-ok\"} {\"event\":\"auth-ok\"}",
                    "{\"event\":\"auth-ok\"}{\"event\":\"log\",\"message\":\"a\"}",
                    "{\"event\":\"auth-ok\"} 1",
                    "{\"event\":\"auth-ok\"}\n[]\n"
                })
        void isAnUnknownEventWithTheNameOfTheFirst(String json) throws Exception {
            assertEquals(new UnknownEvent("auth-ok", json), EventCodec.decode(json));
        }

        @ParameterizedTest
        @ValueSource(strings = {"}", ",", "x", "\0", "\ufeff", " {", "{} ]", "[1"})
        void thatIsNoJsonIsAnError(String rest) {
            assertEquals(
                    Optional.empty(), error("{\"event\":\"auth-ok\"}" + rest).event());
        }

        @Test
        void whiteSpaceAroundItIsNothing() throws Exception {
            assertEquals(new AuthOkEvent(), EventCodec.decode(" \t\r\n{\n\"event\" : \"auth-ok\" } \n"));
        }

        @Test
        void aByteOrderMarkBeforeItIsAnError() {
            assertError("unreadable message: a byte order mark (at byte 0)", "\ufeff{\"event\":\"auth-ok\"}");
            assertError("unreadable message: a byte order mark (at byte 0)", "\ufeff");
        }
    }

    @Nested
    class EqualKeys {

        @Test
        void theFirstOfTwoPlainFieldsIsNotLookedAt() throws Exception {
            assertEquals(new UptimeEvent(2), EventCodec.decode("{\"event\":\"uptime\",\"uptime\":[{}],\"uptime\":2}"));
            assertEquals(
                    new UptimeEvent(2),
                    EventCodec.decode("{\"event\":{\"event\":1},\"uptime\":2,\"event\":\"uptime\"}"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "uptime           | {\"event\":\"uptime\",\"uptime\":2,\"uptime\":null}",
                    "``               | {\"event\":\"auth-ok\",   \"event\":null}",
                    "install-progress | {\"event\":\"install-progress\",\"items\":[],\"items\":null}"
                })
        void theLastCountsAlsoWhereItCannotBeRead(String type, String json) throws Exception {
            assertEquals(new UnknownEvent(type, json), EventCodec.decode(json));
        }

        @Test
        void theLastOfTwoListsCounts() throws Exception {
            assertEquals(
                    new InstallProgressEvent(List.of()),
                    EventCodec.decode("{\"event\":\"install-progress\",\"items\":[{\"world_id\":\"w\",\"id\":\"i\","
                            + "\"key\":{\"type\":\"t\"}}],\"items\":[]}"));
        }

        @Test
        void theFirstOfTwoListsIsNotLookedAt() throws Exception {
            assertEquals(
                    new InstallProgressEvent(List.of()),
                    EventCodec.decode("{\"event\":\"install-progress\",\"items\":[1],\"items\":[]}"));
        }
    }

    @Nested
    class Nesting {

        @Test
        void of500IsSkipped() throws Exception {
            assertEquals(new AuthOkEvent(), EventCodec.decode(nested(499)));
        }

        @Test
        void of501IsAnError() {
            assertError(
                    "unreadable message: nested too deeply, or a name or number that is too long (at byte 505)",
                    nested(500));
        }

        private String nested(int arrays) {
            return "{\"x\":" + "[".repeat(arrays) + "]".repeat(arrays) + ",\"event\":\"auth-ok\"}";
        }
    }

    @Nested
    class Integers {

        @ParameterizedTest
        @CsvSource({
            "1e3, 1000",
            "1E+3, 1000",
            "1000.0, 1000",
            "2.999, 2",
            "-2.999, -2",
            "-0, 0",
            "-0.0e5, 0",
            "0.5e-99999999999, 0",
            "0e99999999999, 0",
            "-0.000E99999999999, 0",
            "0.9E-99999999999, 0",
            "1e-2147483648, 0",
            "922337203685477580700e-2, 9223372036854775807",
            "9223372036854775807, 9223372036854775807",
            "9223372036854775807.9, 9223372036854775807",
            "-9223372036854775808, -9223372036854775808",
            "-9.223372036854775808e18, -9223372036854775808",
            "9223372036854775808, -9223372036854775808",
            "9223372036854775808e0, -9223372036854775808",
            "1e19, -8446744073709551616",
            "18446744073709551615, -1",
            "18446744073709551615.9, -1",
            "'\"60\"', 60",
            "'\"6e1\"', 60",
            "'\"-60.5\"', -60",
            "'\"18446744073709551615\"', -1"
        })
        void takeAnyNumber(String number, long value) throws Exception {
            assertEquals(new UptimeEvent(value), EventCodec.decode(uptime(number)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "18446744073709551616",
                    "-9223372036854775809",
                    "1e20",
                    "-1e19",
                    "\"18446744073709551616\"",
                    "\"NaN\"",
                    "\"\"",
                    "\" 60\"",
                    "\"060\"",
                    "\"+60\"",
                    "\"60s\"",
                    "true",
                    "[60]",
                    "1e2147483647",
                    "-1e99999999999",
                    "0.1e99999999999",
                    "0.9E99999999999",
                    "1e999999999999999999999999999999"
                })
        void outside64BitsAndOtherValuesAreNone(String number) throws Exception {
            assertEquals(new UnknownEvent("uptime", uptime(number)), EventCodec.decode(uptime(number)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "1e", "0x1", "1_000", "--1", "1-"})
        void thatAreNoJsonAreErrors(String number) {
            ProtocolException e = error(uptime(number));
            assertEquals(Optional.empty(), e.field());
            assertEquals("unreadable message: not JSON (at byte " + e.offset() + ")", e.getMessage());
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "-1e99999999999", "-9223372036854775808", "\"-5\""})
        void thatCountBytesAreNoneBelowZero(String number) throws Exception {
            assertEquals(
                    StatsEvent.builder().build(),
                    EventCodec.decode("{\"event\":\"stats\",\"ram_usage_bytes\":" + number + "}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"18446744073709551615", "\"18446744073709551615\"", "1.8446744073709551615e19"})
        void thatCountBytesKeepTheirValueUpTo64Bits(String number) throws Exception {
            StatsEvent stats =
                    (StatsEvent) EventCodec.decode("{\"event\":\"stats\",\"ram_usage_bytes\":" + number + "}");
            assertEquals(
                    "18446744073709551615",
                    Long.toUnsignedString(stats.ramUsageBytes().orElseThrow()));
            assertEquals(
                    "{\"event\":\"stats\",\"ram_usage_bytes\":18446744073709551615}",
                    new String(EventCodec.encode(stats), StandardCharsets.UTF_8));
        }

        @Test
        void ofAThousandCharactersAreRead() throws Exception {
            assertEquals(new UptimeEvent(0), EventCodec.decode(uptime("0." + "1".repeat(998))));
            assertEquals(new UptimeEvent(0), EventCodec.decode(uptime("\"0." + "1".repeat(998) + "\"")));
            String inQuotes = uptime("\"0." + "1".repeat(999) + "\"");
            assertEquals(new UnknownEvent("uptime", inQuotes), EventCodec.decode(inQuotes));
        }

        @Test
        void longerAreErrors() {
            ProtocolException e = error(uptime("1".repeat(1_001)));
            assertEquals("nested too deeply, or a name or number that is too long", problem(e));
        }

        @Test
        void inUnknownFieldsHaveToBeNumbersAllTheSame() throws Exception {
            assertEquals(new AuthOkEvent(), EventCodec.decode("{\"x\":1e999999999999,\"event\":\"auth-ok\"}"));
            assertError("unreadable message: not JSON (at byte 6)", "{\"x\":01,\"event\":\"auth-ok\"}");
            ProtocolException e = error("{\"x\":" + "1".repeat(1_001) + ",\"event\":\"auth-ok\"}");
            assertEquals("nested too deeply, or a name or number that is too long", problem(e));
        }

        private String uptime(String number) {
            return "{\"event\":\"uptime\",\"uptime\":" + number + "}";
        }
    }

    @Nested
    class Doubles {

        @ParameterizedTest
        @CsvSource({
            "-0, 0",
            "-0.0, 0",
            "1e-400, 0",
            "-1e-99999999999, 0",
            "1.7976931348623157e308, 1.7976931348623157e308",
            "4.9e-324, 4.9e-324",
            "150, 150",
            "-1, -1"
        })
        void areKeptAsTheyAre(String number, double value) throws Exception {
            assertEquals(new StatsEvent(value, 0, 0, 0, 0, 0, 0), EventCodec.decode(stats(number)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e309", "-1e309", "1e99999999999", "\"NaN\"", "\"Infinity\"", "null", "{}", "false"})
        void thatAreTooLargeAndOtherValuesAreNone(String number) throws Exception {
            StatsEvent stats = (StatsEvent) EventCodec.decode(stats(number));
            assertEquals(OptionalDouble.empty(), stats.cpuPercent());
            assertEquals(OptionalLong.of(0), stats.ramUsageBytes());
        }

        private String stats(String cpu) {
            return "{\"event\":\"stats\",\"cpu_percent\":" + cpu + ",\"ram_usage_bytes\":0,\"ram_total_bytes\":0,"
                    + "\"storage_usage_bytes\":0,\"storage_total_bytes\":0,\"net_tx_bytes\":0,\"net_rx_bytes\":0}";
        }
    }

    @Nested
    class Texts {

        @ParameterizedTest
        @ValueSource(strings = {"\\ud800", "\\udfff", "\\udc00\\ud800", "a\\uD83Db", "\\ud83d\\ud83d\\ude00"})
        void mayHoldHalvesOfSurrogatePairsAsEscapes(String escapes) throws Exception {
            ArchonEvent event = EventCodec.decode(log(escapes));
            assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
        }

        @Test
        void mayHoldNulAsAnEscape() throws Exception {
            assertEquals(new LogEvent(LogStream.STDOUT, "a\0b"), EventCodec.decode(log("a\\u0000b")));
        }

        @Test
        void withNulOrAnotherControlCharacterAsItIsAreErrors() {
            assertError("unreadable message: not JSON (at byte 45)", log("a\0b"));
            assertError("unreadable message: not JSON (at byte 45)", log("a\u001bb"));
        }

        @Test
        void withHalfOfASurrogatePairAsItIsHaveNoBytes() {
            assertError("unreadable message: half of a surrogate pair (at byte 46)", log("é\ud800"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"80", "C3", "C328", "C0AF", "EDA080", "F09F98", "F5808080", "FF", "E228A1"})
        void thatAreNotUtf8AreErrors(String hex) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(log("").replace("\"}", "").getBytes(StandardCharsets.UTF_8));
            message.writeBytes(HexFormat.of().parseHex(hex));
            message.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
            ProtocolException e = assertThrows(ProtocolException.class, () -> EventCodec.decode(message.toByteArray()));
            assertEquals("unreadable message: bytes that are not UTF-8 (at byte 44)", e.getMessage());
        }

        @Test
        void thatAreNotUtf8AreErrorsFromTheFirstByteOn() {
            byte[] message = {(byte) 0xFF, '{', '}'};
            ProtocolException e = assertThrows(ProtocolException.class, () -> EventCodec.decode(message));
            assertEquals("unreadable message: bytes that are not UTF-8 (at byte 0)", e.getMessage());
        }

        private String log(String json) {
            return "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + json + "\"}";
        }
    }

    @Nested
    class Names {

        @Test
        void mayBeEscaped() throws Exception {
            assertEquals(new AuthOkEvent(), EventCodec.decode("{\"\\u0065vent\":\"auth-ok\"}"));
        }

        @Test
        void mayBeLong() throws Exception {
            assertEquals(new AuthOkEvent(), EventCodec.decode(named("x".repeat(50_000))));
        }

        @Test
        void thatAreTooLongAreErrors() {
            // Jackson counts names in steps of four bytes.
            ProtocolException e = error(named("x".repeat(50_004)));
            assertEquals("nested too deeply, or a name or number that is too long", problem(e));
        }

        private String named(String name) {
            return "{\"" + name + "\":1,\"event\":\"auth-ok\"}";
        }
    }

    @Nested
    class JsonFields {

        @Test
        void absentAndNullAndOfAnotherTypeAreTheSame() throws Exception {
            StateEvent absent = (StateEvent) EventCodec.decode("{\"event\":\"state\",\"power_variant\":\"idle\"}");
            assertEquals(
                    absent,
                    EventCodec.decode("{\"event\":\"state\",\"debug\":null,\"power_variant\":\"idle\",\"uptime\":null,"
                            + "\"exit_code\":null,\"was_oom\":null,\"target\":null,\"progress\":null,"
                            + "\"content_error\":null}"));
            assertEquals(
                    absent,
                    EventCodec.decode("{\"event\":\"state\",\"power_variant\":\"idle\",\"uptime\":{},"
                            + "\"exit_code\":[1],\"was_oom\":\"yes\",\"target\":5,\"progress\":[{}],"
                            + "\"content_error\":\"disk full\"}"));
        }

        @Test
        void withoutAnEventAreAnUnknownEventWithoutAName() throws Exception {
            for (String json : List.of("{}", "{\"x\":{}}", "{\"event\":1}", "{\"event\":[\"auth-ok\"]}")) {
                assertEquals(new UnknownEvent("", json), EventCodec.decode(json));
            }
        }

        @Test
        void thatAreUnknownAreSkipped() throws Exception {
            assertEquals(
                    new UptimeEvent(1),
                    EventCodec.decode("{\"new\":{\"event\":\"log\",\"uptime\":2},\"event\":\"uptime\",\"uptime\":1,"
                            + "\"more\":[[null,{\"a\":1e999999}]]}"));
        }
    }

    @Nested
    class MessagesOf16MiB {

        private static final int SIZE = 16 << 20;

        @Test
        void areRead() throws Exception {
            for (String start : List.of("", "\\t")) {
                byte[] message = filled("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + start, "\"}");
                LogEvent log = (LogEvent) EventCodec.decode(message);
                assertEquals(SIZE - 46 - start.length(), log.message().strip().length());
            }
        }

        @Test
        void areSkipped() throws Exception {
            assertEquals(new AuthOkEvent(), EventCodec.decode(filled("{\"x\":\"", "\",\"event\":\"auth-ok\"}")));
        }

        @Test
        void areKeptWhole() throws Exception {
            byte[] message = filled("{\"x\":\"", "\",\"event\":\"brand-new\"}");
            UnknownEvent event = (UnknownEvent) EventCodec.decode(message);
            assertEquals(SIZE, event.json().length());
        }

        @Test
        void areErrorsWithAPlaceLikeAnyOther() {
            byte[] message = filled("{\"event\":\"log\",\"message\":\"", "\",\"stream\":x}");
            ProtocolException e = assertThrows(ProtocolException.class, () -> EventCodec.decode(message));
            assertEquals("unreadable message: not JSON (at byte " + e.offset() + ")", e.getMessage());
            assertTrue(e.offset() >= SIZE - 2, e::getMessage);
        }

        private static byte[] filled(String head, String tail) {
            byte[] message = new byte[SIZE];
            Arrays.fill(message, (byte) 'a');
            System.arraycopy(head.getBytes(StandardCharsets.UTF_8), 0, message, 0, head.length());
            System.arraycopy(tail.getBytes(StandardCharsets.UTF_8), 0, message, SIZE - tail.length(), tail.length());
            return message;
        }
    }

    private static void assertError(String expected, String json) {
        assertEquals(expected, error(json).getMessage());
    }

    private static ProtocolException error(String json) {
        return assertThrows(ProtocolException.class, () -> EventCodec.decode(json));
    }

    private static String problem(ProtocolException e) {
        return String.valueOf(e.getMessage())
                .replace("unreadable message: ", "")
                .replace(" (at byte " + e.offset() + ")", "");
    }
}
