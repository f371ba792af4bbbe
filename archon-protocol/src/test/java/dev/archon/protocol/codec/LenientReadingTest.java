package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UnknownEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that real servers send, have sent, or may send one day, and that strict reading would lose. */
class LenientReadingTest {

    @ParameterizedTest
    @MethodSource("messages")
    void keepsWhatCanBeRead(String json, ArchonEvent event) throws Exception {
        assertEquals(event, EventCodec.decode(json.replace('\'', '"')));
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("{'event':'log','message':'a line'}", new LogEvent(Optional.empty(), "a line")),
                Arguments.of("{'event':'log','stream':1,'message':'a'}", new LogEvent(Optional.empty(), "a")),
                Arguments.of("{'event':'new-mod'}", new NewModEvent(Optional.empty(), Optional.empty())),
                Arguments.of(
                        "{'event':'new-mod','project_id':'p','version_id':7}",
                        new NewModEvent(Optional.of("p"), Optional.empty())),
                Arguments.of(
                        "{'event':'power-state','state':'crashed','oom_killed':'no','exit_code':'137'}",
                        new PowerStateEvent("crashed", Optional.empty(), OptionalLong.of(137))),
                Arguments.of(
                        "{'event':'state','power_variant':'running'}", state(Optional.empty(), OptionalLong.empty())),
                Arguments.of(
                        "{'event':'state','debug':{'a':[1, 2]},'power_variant':'running','uptime':'5',"
                                + "'content_error':'disk full'}",
                        state(Optional.of("{\"a\":[1, 2]}"), OptionalLong.of(5))),
                Arguments.of(
                        "{'event':'state','debug':12,'power_variant':'running','uptime':null,'progress':{'percent':'40'}}",
                        new StateEvent(
                                Optional.of("12"),
                                "running",
                                OptionalLong.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                Optional.of(new StateEvent.Progress(
                                        Optional.empty(), Optional.empty(), OptionalDouble.of(40))),
                                Optional.empty())),
                Arguments.of(
                        "{'event':'stats','cpu_percent':null,'ram_usage_bytes':1.0,'ram_total_bytes':'2',"
                                + "'storage_usage_bytes':null}",
                        StatsEvent.builder().ramUsageBytes(1).ramTotalBytes(2).build()),
                Arguments.of("{'event':'stats'}", StatsEvent.builder().build()),
                Arguments.of(
                        "{'event':'backup-progress','id':'u','task':'create','state':'ongoing','progress':null,"
                                + "'start_time':'2026-11-01T00:00:00Z','finish_time':'12'}",
                        new BackupProgressEvent(
                                "u",
                                "create",
                                "ongoing",
                                OptionalDouble.empty(),
                                OptionalLong.empty(),
                                OptionalLong.of(12))),
                Arguments.of(
                        "{'event':'log4j','level':'WARN','timestamp_millis':'1700000000123','message':'hi',"
                                + "'throwable':{'class':'x'},'thread_name':null}",
                        Log4jEvent.builder()
                                .level(LogLevel.WARN)
                                .timestampMillis(1_700_000_000_123L)
                                .message("hi")
                                .build()),
                Arguments.of("{'event':'log4j'}", Log4jEvent.builder().build()),
                Arguments.of(
                        "{'event':'install-progress','items':[{'id':'i','key':{'type':'platform','platform':'paper',"
                                + "'platform_version':null}},7,{'id':'j','key':'paper','progress':'100'},{},null,"
                                + "{'id':'k','error':[],'key':{'x':1}}]}",
                        new InstallProgressEvent(List.of(
                                item(
                                        "i",
                                        new InstallKey.PlatformVersion(
                                                Optional.of("paper"), Optional.empty(), Optional.empty()),
                                        OptionalDouble.empty()),
                                item("j", new InstallKey.Unknown("", "\"paper\""), OptionalDouble.of(100)),
                                item("k", new InstallKey.Unknown("", "{\"x\":1}"), OptionalDouble.empty())))),
                Arguments.of(
                        "{'event':'filesystem-ops','all':[{'op':'unarchive','state':'queued'},[],'x',"
                                + "{'id':'u','progress':'0.5','bytes_processed':-1}]}",
                        new FilesystemOpsEvent(List.of(
                                operation(
                                        Optional.of("unarchive"),
                                        Optional.empty(),
                                        Optional.of("queued"),
                                        OptionalDouble.empty()),
                                operation(
                                        Optional.empty(),
                                        Optional.of("u"),
                                        Optional.empty(),
                                        OptionalDouble.of(0.5))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'event':'log'}",
                "{'event':'log','message':null}",
                "{'event':'log','message':5}",
                "{'event':'power-state'}",
                "{'event':'state','uptime':5}",
                "{'event':'uptime','uptime':'long'}",
                "{'event':'backup-progress','task':'create','state':'done'}",
                "{'event':'backup-progress','id':'u','state':'done'}",
                "{'event':'backup-progress','id':'u','task':'create'}",
                "{'event':'installation-result','reason':'x'}",
                "{'event':'install-progress','items':{}}",
                "{'event':'filesystem-ops'}",
                " { 'message':'a', 'event':'power-state' } "
            })
    void deliversAnEventThatMeansNothingWithItsJson(String written) throws Exception {
        String json = written.replace('\'', '"');
        UnknownEvent event = assertInstanceOf(UnknownEvent.class, EventCodec.decode(json));
        assertEquals(json, event.json());
        assertTrue(json.contains("\"event\":\"" + event.type() + "\""), event::toString);
    }

    @Test
    void anUnknownStreamOrLevelKeepsItsText() throws Exception {
        LogEvent log = (LogEvent) EventCodec.decode("{\"event\":\"log\",\"stream\":\"stdlog\",\"message\":\"a\"}");
        assertEquals(LogStream.UNKNOWN, log.streamValue());
        assertEquals(Optional.of("stdlog"), log.stream());
        Log4jEvent entry = (Log4jEvent) EventCodec.decode("{\"event\":\"log4j\",\"level\":\"NOTICE\"}");
        assertEquals(LogLevel.UNKNOWN, entry.levelValue());
        assertEquals(Optional.of("NOTICE"), entry.level());
    }

    private static StateEvent state(Optional<String> debug, OptionalLong uptime) {
        return new StateEvent(
                debug,
                "running",
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                uptime,
                Optional.empty(),
                Optional.empty());
    }

    private static InstallItem item(String id, InstallKey key, OptionalDouble progress) {
        return new InstallItem(Optional.empty(), key, Optional.of(id), progress, Optional.empty());
    }

    private static FilesystemOperation operation(
            Optional<String> op, Optional<String> id, Optional<String> state, OptionalDouble progress) {
        return new FilesystemOperation(
                op,
                id,
                progress,
                OptionalLong.empty(),
                OptionalLong.empty(),
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
