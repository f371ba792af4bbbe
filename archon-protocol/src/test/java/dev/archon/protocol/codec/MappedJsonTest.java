package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.archon.protocol.codec.ApiCodecProperties.Sample;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.NodeAccess;
import dev.archon.protocol.rest.RawJson;
import dev.archon.protocol.rest.Secret;
import dev.archon.protocol.rest.Sftp;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What a JSON mapper writes of events and of the answers of REST calls: what a page of an embedder is given. */
class MappedJsonTest {

    private static final String SECRET = "qqwwzzkk";

    static Stream<Arguments> specification() {
        return Stream.of(
                Arguments.of(new AuthOkEvent(), "{}"),
                Arguments.of(PowerStateEvent.crashed(true, 137), "{'state':'crashed','oomKilled':true,'exitCode':137}"),
                Arguments.of(
                        new PowerStateEvent(PowerState.RUNNING),
                        "{'state':'running','oomKilled':null,'exitCode':null}"),
                Arguments.of(
                        new PowerStateEvent("asleep", Optional.empty(), OptionalLong.empty()),
                        "{'state':'asleep','oomKilled':null,'exitCode':null}"),
                Arguments.of(new LogEvent(LogStream.STDERR, "hi"), "{'stream':'stderr','message':'hi'}"),
                Arguments.of(
                        new BackupProgressEvent("b", BackupTask.CREATE, BackupState.ONGOING, 0.5),
                        "{'id':'b','task':'create','state':'ongoing','progress':0.5,'startTime':null,'finishTime':null}"),
                Arguments.of(
                        new InstallProgressEvent(List.of(new InstallItem(
                                "w",
                                new InstallKey.PlatformVersion("fabric", "0.16", "1.21"),
                                "i",
                                OptionalDouble.of(100),
                                Optional.empty()))),
                        "{'items':[{'worldId':'w','key':{'platform':'fabric','platformVersion':'0.16','gameVersion':'1.21'},"
                                + "'id':'i','progress':100.0,'error':null}]}"),
                Arguments.of(
                        new StatsEvent(12.5, 1, 2, 3, 4, 5, 6),
                        "{'cpuPercent':12.5,'ramUsageBytes':1,'ramTotalBytes':2,'storageUsageBytes':3,'storageTotalBytes':4,"
                                + "'netTxBytes':5,'netRxBytes':6}"),
                Arguments.of(
                        Log4jEvent.builder()
                                .level("FATAL")
                                .threadName("main")
                                .timestampMillis(5)
                                .message("hi")
                                .build(),
                        "{'loggerName':null,'level':'FATAL','threadName':'main','timestampMillis':5,'message':'hi',"
                                + "'throwable':null}"),
                Arguments.of(new UnknownEvent("news", "{}"), "{'type':'news','json':'{}'}"),
                Arguments.of(
                        new Sftp(Optional.of("h:22"), Optional.of("u"), Optional.of(new Secret(SECRET))),
                        "{'host':'h:22','username':'u','password':{}}"),
                Arguments.of(new WebSocketCredentials("a/ws", new Jwt(SECRET)), "{'url':'a/ws','token':{}}"),
                Arguments.of(new NodeAccess("a", new Jwt(SECRET)), "{'url':'a','token':{}}"),
                Arguments.of(new ClientMessage.Authenticate(new Jwt(SECRET)), "{'jwt':{}}"));
    }

    @ParameterizedTest
    @MethodSource("specification")
    void theJsonHasTheComponentsAndTheTextsOfTheWire(Object value, String json) throws Exception {
        assertEquals(json.replace('\'', '"'), MappedJson.of(value));
        assertEquals(json.replace('\'', '"'), new MappedJson().expected(value));
    }

    @Test
    void theJsonOfALineHasAllThatIsKnownOfIt() {
        ConsoleFormat utc = ConsoleFormat.in(ZoneOffset.UTC);
        Log4jEvent entry = Log4jEvent.builder()
                .level(LogLevel.WARN)
                .timestampMillis(5)
                .message("hi")
                .build();
        assertEquals(
                "{'text':'[00:00:00] [WARN]: hi','level':'WARN','stream':'UNKNOWN','ofLogger':true,'continuation':false,"
                                .replace('\'', '"')
                        + "'showsTime':true,'messageStart':19,'timestampMillis':5,'threadName':null,'loggerName':null}"
                                .replace('\'', '"'),
                MappedJson.of(utc.lines(entry).get(0)));
        assertEquals(
                "{'text':'ho','level':'UNKNOWN','stream':'STDERR','ofLogger':false,'continuation':false,"
                                .replace('\'', '"')
                        + "'showsTime':false,'messageStart':0,'timestampMillis':null,'threadName':null,'loggerName':null}"
                                .replace('\'', '"'),
                MappedJson.of(utc.lines(new LogEvent(LogStream.STDERR, "ho")).get(0)));
    }

    @ParameterizedTest
    @EnumSource
    void theJsonOfAnAnswerHasExactlyItsComponentsAndNoSecret(Sample sample) throws Exception {
        Object answer = sample.read();
        String json = MappedJson.of(answer);
        assertEquals(new MappedJson().expected(answer), json);
        assertFalse(json.contains(SECRET), json);
    }

    @Test
    void everyRecordOfRestIsAmongTheSamples() throws Exception {
        MappedJson seen = new MappedJson();
        for (Sample sample : Sample.values()) {
            seen.expected(sample.read());
        }
        for (Arguments row : specification().toList()) {
            seen.expected(row.get()[0]);
        }
        Set<Class<?>> expected = new HashSet<>();
        Path folder = Path.of("target/classes/dev/archon/protocol/rest");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    Class<?> type = Class.forName("dev.archon.protocol.rest." + name.replace(".class", ""));
                    if (type.isRecord()) {
                        expected.add(type);
                    }
                }
            }
        }
        assertTrue(expected.size() > 10, expected::toString);
        expected.removeAll(seen.records());
        assertEquals(Set.of(), expected);
    }

    @Test
    void aMapperThatReadsFieldsFindsNoSecretEither() {
        JsonMapper fields = JsonMapper.builder()
                .changeDefaultVisibility(visibility -> visibility.withFieldVisibility(JsonAutoDetect.Visibility.ANY))
                .build();
        assertEquals(
                "[{},{},{}]",
                fields.writeValueAsString(List.of(new Secret(SECRET), new Jwt(SECRET), new RawJson("1"))));
    }

    @Test
    void secretsAreEqualByTheirText() {
        assertEquals(new Secret("a"), new Secret("a"));
        assertEquals(new Secret("a").hashCode(), new Secret("a").hashCode());
        assertEquals(new Jwt("a"), new Jwt("a"));
        assertEquals(new RawJson("a"), new RawJson("a"));
        assertFalse(new Secret("a").equals(new Secret("b")));
        assertFalse(new Jwt("a").equals(new Jwt("b")));
        // Both have the byte of a question mark.
        assertFalse(new Jwt("?").equals(new Jwt("\ud800")));
        assertFalse(new RawJson("a").equals(new RawJson("b")));
    }
}
