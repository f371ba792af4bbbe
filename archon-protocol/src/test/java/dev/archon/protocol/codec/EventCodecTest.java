package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOperationState;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each message of the protocol is in JSON and in Java. */
class EventCodecTest {

    @ParameterizedTest
    @MethodSource("messages")
    void decodesEveryMessageOfTheProtocol(String json, ArchonEvent event) throws Exception {
        assertEquals(event, EventCodec.decode(json));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void encodesEveryMessageOfTheProtocol(String json, ArchonEvent event) {
        assertEquals(json, new String(EventCodec.encode(event), StandardCharsets.UTF_8));
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("{\"event\":\"auth-ok\"}", new AuthOkEvent()),
                Arguments.of("{\"event\":\"auth-expiring\"}", new AuthExpiringEvent()),
                Arguments.of("{\"event\":\"auth-incorrect\"}", new AuthIncorrectEvent()),
                Arguments.of(
                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"[12:00:00] Done (3.2s)! For help\"}",
                        new LogEvent(LogStream.STDOUT, "[12:00:00] Done (3.2s)! For help")),
                Arguments.of(
                        "{\"event\":\"log\",\"stream\":\"stderr\",\"message\":\"\\tat a.B.c(\\\"d\\\")\"}",
                        new LogEvent(LogStream.STDERR, "\tat a.B.c(\"d\")")),
                Arguments.of(
                        "{\"event\":\"log4j\",\"logger_name\":\"net.minecraft\",\"level\":\"INFO\","
                                + "\"thread_name\":\"main\",\"timestamp_millis\":1700000000123,\"message\":\"hi\"}",
                        new Log4jEvent(
                                Optional.of("net.minecraft"),
                                Optional.of("INFO"),
                                Optional.of("main"),
                                OptionalLong.of(1_700_000_000_123L),
                                Optional.of("hi"),
                                Optional.empty())),
                Arguments.of(
                        "{\"event\":\"stats\",\"cpu_percent\":12.5,\"ram_usage_bytes\":6442450944,"
                                + "\"ram_total_bytes\":8589934592,\"storage_usage_bytes\":1,\"storage_total_bytes\":2,"
                                + "\"net_tx_bytes\":3,\"net_rx_bytes\":4}",
                        new StatsEvent(12.5, 6_442_450_944L, 8_589_934_592L, 1, 2, 3, 4)),
                Arguments.of(
                        "{\"event\":\"power-state\",\"state\":\"running\"}", new PowerStateEvent(PowerState.RUNNING)),
                Arguments.of(
                        "{\"event\":\"power-state\",\"state\":\"crashed\",\"oom_killed\":true,\"exit_code\":137}",
                        PowerStateEvent.crashed(true, 137)),
                Arguments.of(
                        "{\"event\":\"state\",\"debug\":\"d\",\"power_variant\":\"running\",\"target\":null,"
                                + "\"uptime\":5,\"progress\":null,\"content_error\":null}",
                        new StateEvent(
                                "d",
                                "running",
                                OptionalLong.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                5,
                                Optional.empty(),
                                Optional.empty())),
                Arguments.of(
                        "{\"event\":\"state\",\"debug\":\"d\",\"power_variant\":\"idle\",\"exit_code\":1,"
                                + "\"was_oom\":false,\"target\":\"start\",\"uptime\":0,\"progress\":{\"started_at\":"
                                + "\"2026-11-01T00:00:00Z\",\"phase\":\"InstallingPack\",\"percent\":40.0},"
                                + "\"content_error\":{\"step\":\"loader\",\"description\":\"no such version\"}}",
                        new StateEvent(
                                "d",
                                "idle",
                                OptionalLong.of(1),
                                Optional.of(false),
                                Optional.of("start"),
                                0,
                                Optional.of(new StateEvent.Progress("2026-11-01T00:00:00Z", "InstallingPack", 40)),
                                Optional.of(new StateEvent.ContentError("loader", "no such version")))),
                Arguments.of("{\"event\":\"uptime\",\"uptime\":3600}", new UptimeEvent(3600)),
                Arguments.of(
                        "{\"event\":\"backup-progress\",\"id\":\"u\",\"task\":\"create\",\"state\":\"ongoing\","
                                + "\"progress\":0.25}",
                        new BackupProgressEvent("u", BackupTask.CREATE, BackupState.ONGOING, 0.25)),
                Arguments.of(
                        "{\"event\":\"backup-progress\",\"id\":\"u\",\"task\":\"restore\",\"state\":\"done\","
                                + "\"progress\":1.0,\"start_time\":1,\"finish_time\":2}",
                        new BackupProgressEvent("u", "restore", "done", 1, OptionalLong.of(1), OptionalLong.of(2))),
                Arguments.of("{\"event\":\"installation-result\",\"result\":\"ok\"}", InstallationResultEvent.ok()),
                Arguments.of(
                        "{\"event\":\"installation-result\",\"result\":\"err\",\"reason\":\"disk full\"}",
                        InstallationResultEvent.err("disk full")),
                Arguments.of(
                        "{\"event\":\"install-progress\",\"items\":[{\"world_id\":\"w\",\"key\":{\"type\":\"file\","
                                + "\"install_type\":\"update\",\"project_id\":\"p\",\"version_id\":\"v\","
                                + "\"parent_directory\":\"mods\",\"source_filename\":null,\"target_filename\":\"t.jar\"},"
                                + "\"id\":\"i\",\"progress\":0.5,\"error\":null},"
                                + "{\"world_id\":\"w\",\"key\":{\"type\":\"modrinth_modpack\",\"project_id\":\"p\","
                                + "\"version_id\":\"v\"},\"id\":\"i\",\"progress\":null,\"error\":\"e\"},"
                                + "{\"world_id\":\"w\",\"key\":{\"type\":\"local_modpack\",\"filename\":\"f\"},"
                                + "\"id\":\"i\",\"progress\":null,\"error\":null},"
                                + "{\"world_id\":\"w\",\"key\":{\"type\":\"platform\",\"platform\":\"fabric\","
                                + "\"platform_version\":\"1\",\"game_version\":\"2\"},\"id\":\"i\",\"progress\":null,"
                                + "\"error\":null},"
                                + "{\"world_id\":\"w\",\"key\":{\"type\":\"new\", \"x\":[1]},\"id\":\"i\","
                                + "\"progress\":null,\"error\":null}]}",
                        new InstallProgressEvent(List.of(
                                item(
                                        new InstallKey.File(
                                                "update", "p", "v", "mods", Optional.empty(), Optional.of("t.jar")),
                                        OptionalDouble.of(0.5),
                                        Optional.empty()),
                                item(
                                        new InstallKey.ModrinthModpack("p", "v"),
                                        OptionalDouble.empty(),
                                        Optional.of("e")),
                                item(new InstallKey.LocalModpack("f"), OptionalDouble.empty(), Optional.empty()),
                                item(
                                        new InstallKey.PlatformVersion("fabric", "1", "2"),
                                        OptionalDouble.empty(),
                                        Optional.empty()),
                                item(
                                        new InstallKey.Unknown("new", "{\"type\":\"new\", \"x\":[1]}"),
                                        OptionalDouble.empty(),
                                        Optional.empty())))),
                Arguments.of(
                        "{\"event\":\"new-mod\",\"project_id\":\"p\",\"version_id\":\"v\"}", new NewModEvent("p", "v")),
                Arguments.of(
                        "{\"event\":\"filesystem-ops\",\"all\":[{\"op\":\"unarchive\",\"id\":\"u\",\"progress\":0.1,"
                                + "\"bytes_processed\":5000000000,\"files_processed\":7,\"state\":"
                                + "\"failure-invalid-path\",\"mime\":\"application/zip\",\"current_file\":\"c\","
                                + "\"invalid_path\":\"../x\",\"src\":\"a.zip\",\"started\":\"2026-11-01T00:00:00Z\"}]}",
                        new FilesystemOpsEvent(List.of(new FilesystemOperation(
                                "unarchive",
                                "u",
                                0.1,
                                5_000_000_000L,
                                7,
                                FilesystemOperationState.FAILURE_INVALID_PATH.text(),
                                "application/zip",
                                Optional.of("c"),
                                Optional.of("../x"),
                                "a.zip",
                                "2026-11-01T00:00:00Z")))),
                Arguments.of(
                        " {\"a\" : [ {\"event\":\"log\"} ],\"event\":\"brand-new\" } ",
                        new UnknownEvent("brand-new", " {\"a\" : [ {\"event\":\"log\"} ],\"event\":\"brand-new\" } ")));
    }

    private static InstallItem item(InstallKey key, OptionalDouble progress, Optional<String> error) {
        return new InstallItem("w", key, "i", progress, error);
    }

    @Nested
    class WhatJsonLeavesOpen {

        @Test
        void theEventMayStandAnywhere() throws Exception {
            assertEquals(
                    new UptimeEvent(9),
                    EventCodec.decode("{\"x\":{\"event\":\"log\"},\"uptime\":9,\"event\":\"uptime\"}"));
        }

        @Test
        void theLastOfTwoEqualKeysCounts() throws Exception {
            assertEquals(
                    new UptimeEvent(2),
                    EventCodec.decode("{\"event\":\"log\",\"uptime\":1,\"event\":\"uptime\",\"uptime\":2}"));
        }

        @Test
        void anUnknownValueOfAnEnumKeepsItsText() throws Exception {
            PowerStateEvent event =
                    (PowerStateEvent) EventCodec.decode("{\"event\":\"power-state\",\"state\":\"hibernating\"}");
            assertEquals(PowerState.UNKNOWN, event.stateValue());
            assertEquals("hibernating", event.state());
        }

        @Test
        void halfOfASurrogatePairSurvivesBothWays() throws Exception {
            String json = "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a \\ud800\\\"\\u001f\\\\b\"}";
            ArchonEvent event = EventCodec.decode(json);
            assertEquals(new LogEvent(LogStream.STDOUT, "a \ud800\"\u001f\\b"), event);
            assertEquals(json, new String(EventCodec.encode(event), StandardCharsets.UTF_8));
        }

        @Test
        void charactersBeyondTheBasicPlaneAreWrittenAsTheyAre() {
            assertEquals(
                    "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"😀é\"}",
                    new String(EventCodec.encode(new LogEvent(LogStream.STDOUT, "😀é")), StandardCharsets.UTF_8));
        }
    }

    @Test
    void readsFromAndWritesIntoBuffers() throws Exception {
        UptimeEvent event = new UptimeEvent(1);
        byte[] bytes = new byte[100];
        int length = EventCodec.encode(event, bytes, 10);
        assertEquals(event, EventCodec.decode(bytes, 10, length));
        ByteBuffer direct = ByteBuffer.allocateDirect(100);
        EventCodec.encode(event, direct);
        assertEquals(event, EventCodec.decode(direct.flip()));
        assertEquals(length, direct.remaining());
        assertThrows(IndexOutOfBoundsException.class, () -> EventCodec.encode(event, new byte[3], 0));
    }
}
