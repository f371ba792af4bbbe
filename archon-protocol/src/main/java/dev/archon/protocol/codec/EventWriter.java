package dev.archon.protocol.codec;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.nio.charset.StandardCharsets;

/** Events to JSON, fields in the order in which servers send them. Its mirror image is {@link EventReader}. */
final class EventWriter {

    private EventWriter() {}

    static byte[] write(ArchonEvent event) {
        if (event instanceof UnknownEvent unknown) {
            return unknown.json().getBytes(StandardCharsets.UTF_8);
        }
        return JsonWriter.object(out -> {
            out.string("event", event.type());
            fields(out, event);
        });
    }

    private static void fields(JsonWriter out, ArchonEvent event) {
        if (event instanceof LogEvent e) {
            out.string("stream", e.stream()).string("message", e.message());
        } else if (event instanceof Log4jEvent e) {
            log4j(out, e);
        } else if (event instanceof StatsEvent e) {
            stats(out, e);
        } else if (event instanceof PowerStateEvent e) {
            out.string("state", e.state()).bool("oom_killed", e.oomKilled()).integer("exit_code", e.exitCode());
        } else if (event instanceof StateEvent e) {
            state(out, e);
        } else if (event instanceof UptimeEvent e) {
            out.integer("uptime", e.uptime());
        } else if (event instanceof BackupProgressEvent e) {
            backupProgress(out, e);
        } else if (event instanceof InstallationResultEvent e) {
            out.string("result", e.result()).string("reason", e.reason());
        } else if (event instanceof InstallProgressEvent e) {
            out.list("items", e.items(), EventWriter::installItem);
        } else if (event instanceof NewModEvent e) {
            out.string("project_id", e.projectId()).string("version_id", e.versionId());
        } else if (event instanceof FilesystemOpsEvent e) {
            out.list("all", e.all(), EventWriter::operation);
        }
        // What is left are the authentication events, which have no fields.
    }

    private static void log4j(JsonWriter out, Log4jEvent e) {
        out.string("logger_name", e.loggerName())
                .string("level", e.level())
                .string("thread_name", e.threadName())
                .integer("timestamp_millis", e.timestampMillis())
                .string("message", e.message())
                .string("throwable", e.throwable());
    }

    private static void stats(JsonWriter out, StatsEvent e) {
        out.number("cpu_percent", e.cpuPercent())
                .count("ram_usage_bytes", e.ramUsageBytes())
                .count("ram_total_bytes", e.ramTotalBytes())
                .count("storage_usage_bytes", e.storageUsageBytes())
                .count("storage_total_bytes", e.storageTotalBytes())
                .count("net_tx_bytes", e.netTxBytes())
                .count("net_rx_bytes", e.netRxBytes());
    }

    private static void state(JsonWriter out, StateEvent e) {
        out.string("debug", e.debug())
                .string("power_variant", e.powerVariant())
                .integer("exit_code", e.exitCode())
                .bool("was_oom", e.wasOom())
                .stringOrNull("target", e.target())
                .integer("uptime", e.uptime())
                .objectOrNull(
                        "progress",
                        e.progress(),
                        (inner, progress) -> inner.string("started_at", progress.startedAt())
                                .string("phase", progress.phase())
                                .number("percent", progress.percent()))
                .objectOrNull(
                        "content_error",
                        e.contentError(),
                        (inner, error) ->
                                inner.string("step", error.step()).string("description", error.description()));
    }

    private static void backupProgress(JsonWriter out, BackupProgressEvent e) {
        out.string("id", e.id())
                .string("task", e.task())
                .string("state", e.state())
                .number("progress", e.progress())
                .integer("start_time", e.startTime())
                .integer("finish_time", e.finishTime());
    }

    private static void installItem(JsonWriter out, InstallItem item) {
        out.string("world_id", item.worldId());
        installKey(out, item.key());
        out.string("id", item.id()).numberOrNull("progress", item.progress()).stringOrNull("error", item.error());
    }

    private static void installKey(JsonWriter out, InstallKey key) {
        if (key instanceof InstallKey.Unknown unknown) {
            out.raw("key", unknown.json());
            return;
        }
        out.object("key", inner -> {
            inner.string("type", key.type());
            if (key instanceof InstallKey.File file) {
                inner.string("install_type", file.installType())
                        .string("project_id", file.projectId())
                        .string("version_id", file.versionId())
                        .string("parent_directory", file.parentDirectory())
                        .stringOrNull("source_filename", file.sourceFilename())
                        .string("target_filename", file.targetFilename());
            } else if (key instanceof InstallKey.ModrinthModpack pack) {
                inner.string("project_id", pack.projectId()).string("version_id", pack.versionId());
            } else if (key instanceof InstallKey.LocalModpack pack) {
                inner.string("filename", pack.filename());
            } else if (key instanceof InstallKey.PlatformVersion platform) {
                inner.string("platform", platform.platform())
                        .string("platform_version", platform.platformVersion())
                        .string("game_version", platform.gameVersion());
            }
        });
    }

    private static void operation(JsonWriter out, FilesystemOperation op) {
        out.string("op", op.op())
                .string("id", op.id())
                .number("progress", op.progress())
                .count("bytes_processed", op.bytesProcessed())
                .count("files_processed", op.filesProcessed())
                .string("state", op.state())
                .string("mime", op.mime())
                .string("current_file", op.currentFile())
                .string("invalid_path", op.invalidPath())
                .string("src", op.src())
                .string("started", op.started());
    }
}
