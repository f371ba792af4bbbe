package dev.archon.protocol.codec;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** JSON to events, by way of {@link JsonReader}. Its mirror image is {@link EventWriter}. */
final class EventReader {

    private static final FieldSelection NOTHING = FieldSelection.of();
    private static final FieldSelection LOG = FieldSelection.of("stream", "message");
    private static final FieldSelection LOG4J =
            FieldSelection.of("logger_name", "level", "thread_name", "timestamp_millis", "message", "throwable");
    private static final FieldSelection STATS = FieldSelection.of(
            "cpu_percent",
            "ram_usage_bytes",
            "ram_total_bytes",
            "storage_usage_bytes",
            "storage_total_bytes",
            "net_tx_bytes",
            "net_rx_bytes");
    private static final FieldSelection POWER_STATE = FieldSelection.of("state", "oom_killed", "exit_code");
    private static final FieldSelection STATE = FieldSelection.of(
                    "power_variant", "exit_code", "was_oom", "target", "uptime")
            .withAny("debug", JsonReader::textOrJson)
            .withObject("progress", EventReader::progress)
            .withObject("content_error", EventReader::contentError);
    private static final FieldSelection PROGRESS = FieldSelection.of("started_at", "phase", "percent");
    private static final FieldSelection CONTENT_ERROR = FieldSelection.of("step", "description");
    private static final FieldSelection UPTIME = FieldSelection.of("uptime");
    private static final FieldSelection BACKUP_PROGRESS =
            FieldSelection.of("id", "task", "state", "progress", "start_time", "finish_time");
    private static final FieldSelection INSTALLATION_RESULT = FieldSelection.of("result", "reason");
    private static final FieldSelection INSTALL_PROGRESS = NOTHING.withList("items", EventReader::installItem);
    private static final FieldSelection INSTALL_ITEM =
            FieldSelection.of("world_id", "id", "progress", "error").withAny("key", EventReader::installKey);
    private static final FieldSelection INSTALL_KEY = FieldSelection.of(
            "type",
            "install_type",
            "project_id",
            "version_id",
            "parent_directory",
            "source_filename",
            "target_filename",
            "filename",
            "platform",
            "platform_version",
            "game_version");
    private static final InstallKey.Unknown NO_KEY = new InstallKey.Unknown("", "null");
    private static final InstallItem NO_ITEM =
            new InstallItem(Optional.empty(), NO_KEY, Optional.empty(), OptionalDouble.empty(), Optional.empty());
    private static final FilesystemOperation NO_OPERATION = new FilesystemOperation(
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    private static final FieldSelection NEW_MOD = FieldSelection.of("project_id", "version_id");
    private static final FieldSelection FILESYSTEM_OPS = NOTHING.withList("all", EventReader::operation);
    private static final FieldSelection OPERATION = FieldSelection.of(
            "op",
            "id",
            "progress",
            "bytes_processed",
            "files_processed",
            "state",
            "mime",
            "current_file",
            "invalid_path",
            "src",
            "started");

    private EventReader() {}

    static ArchonEvent read(JsonReader in) throws ProtocolException {
        ArchonEvent event = in.inOneWalk("event", EventReader::readKnown);
        return event != null ? event : readInTwoWalks(in);
    }

    static ArchonEvent readInTwoWalks(JsonReader in) throws ProtocolException {
        JsonOverview overview = in.overview("event");
        String type = overview.discriminator() == null ? "" : overview.discriminator();
        ArchonEvent event = overview.isOneObject() ? readOrNull(in, type) : null;
        return event != null ? event : new UnknownEvent(type, in.text());
    }

    /** Reads a message that is sound JSON: what goes wrong then is that a field is missing without which it means nothing. */
    private static @Nullable ArchonEvent readOrNull(JsonReader in, String type) {
        try {
            return readKnown(in, type);
        } catch (ProtocolException e) {
            return null;
        }
    }

    private static @Nullable ArchonEvent readKnown(JsonReader in, String type) throws ProtocolException {
        return switch (type) {
            case AuthOkEvent.TYPE -> only(in, new AuthOkEvent());
            case AuthExpiringEvent.TYPE -> only(in, new AuthExpiringEvent());
            case AuthIncorrectEvent.TYPE -> only(in, new AuthIncorrectEvent());
            case LogEvent.TYPE -> log(fields(in, LogEvent.TYPE, LOG));
            case Log4jEvent.TYPE -> log4j(fields(in, Log4jEvent.TYPE, LOG4J));
            case StatsEvent.TYPE -> stats(fields(in, StatsEvent.TYPE, STATS));
            case PowerStateEvent.TYPE -> powerState(fields(in, PowerStateEvent.TYPE, POWER_STATE));
            case StateEvent.TYPE -> state(fields(in, StateEvent.TYPE, STATE));
            case UptimeEvent.TYPE ->
                new UptimeEvent(fields(in, UptimeEvent.TYPE, UPTIME).integer("uptime"));
            case BackupProgressEvent.TYPE -> backupProgress(fields(in, BackupProgressEvent.TYPE, BACKUP_PROGRESS));
            case InstallationResultEvent.TYPE ->
                installationResult(fields(in, InstallationResultEvent.TYPE, INSTALLATION_RESULT));
            case InstallProgressEvent.TYPE ->
                new InstallProgressEvent(
                        fields(in, InstallProgressEvent.TYPE, INSTALL_PROGRESS).list("items", InstallItem.class));
            case NewModEvent.TYPE -> newMod(fields(in, NewModEvent.TYPE, NEW_MOD));
            case FilesystemOpsEvent.TYPE ->
                new FilesystemOpsEvent(
                        fields(in, FilesystemOpsEvent.TYPE, FILESYSTEM_OPS).list("all", FilesystemOperation.class));
            default -> null;
        };
    }

    /** For an event without fields. */
    private static ArchonEvent only(JsonReader in, ArchonEvent event) throws ProtocolException {
        in.fields(NOTHING);
        return event;
    }

    private static JsonFields fields(JsonReader in, String type, FieldSelection shape) throws ProtocolException {
        in.reading(type);
        return in.fields(shape);
    }

    private static LogEvent log(JsonFields f) throws ProtocolException {
        Optional<String> stream = f.optionalString("stream");
        LogStream known = stream.map(LogStream::of).orElse(LogStream.UNKNOWN);
        String message = f.string("message");
        return known == LogStream.UNKNOWN ? new LogEvent(stream, message) : new LogEvent(known, message);
    }

    private static Log4jEvent log4j(JsonFields f) {
        return new Log4jEvent(
                f.optionalString("logger_name"),
                f.optionalString("level"),
                f.optionalString("thread_name"),
                f.optionalInteger("timestamp_millis"),
                f.optionalString("message"),
                f.optionalString("throwable"));
    }

    private static StatsEvent stats(JsonFields f) {
        StatsEvent.Builder stats = StatsEvent.builder();
        f.optionalNumber("cpu_percent").ifPresent(stats::cpuPercent);
        f.optionalCount("ram_usage_bytes").ifPresent(stats::ramUsageBytes);
        f.optionalCount("ram_total_bytes").ifPresent(stats::ramTotalBytes);
        f.optionalCount("storage_usage_bytes").ifPresent(stats::storageUsageBytes);
        f.optionalCount("storage_total_bytes").ifPresent(stats::storageTotalBytes);
        f.optionalCount("net_tx_bytes").ifPresent(stats::netTxBytes);
        f.optionalCount("net_rx_bytes").ifPresent(stats::netRxBytes);
        return stats.build();
    }

    private static PowerStateEvent powerState(JsonFields f) throws ProtocolException {
        return new PowerStateEvent(f.string("state"), f.optionalBool("oom_killed"), f.optionalInteger("exit_code"));
    }

    private static StateEvent state(JsonFields f) throws ProtocolException {
        return new StateEvent(
                f.optional("debug", String.class),
                f.string("power_variant"),
                f.optionalInteger("exit_code"),
                f.optionalBool("was_oom"),
                f.optionalString("target"),
                f.optionalInteger("uptime"),
                f.optional("progress", StateEvent.Progress.class),
                f.optional("content_error", StateEvent.ContentError.class));
    }

    private static StateEvent.Progress progress(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(PROGRESS);
        return new StateEvent.Progress(
                f.optionalString("started_at"), f.optionalString("phase"), f.optionalNumber("percent"));
    }

    private static StateEvent.ContentError contentError(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(CONTENT_ERROR);
        return new StateEvent.ContentError(f.optionalString("step"), f.optionalString("description"));
    }

    private static BackupProgressEvent backupProgress(JsonFields f) throws ProtocolException {
        return new BackupProgressEvent(
                f.string("id"),
                f.string("task"),
                f.string("state"),
                f.optionalNumber("progress"),
                f.optionalInteger("start_time"),
                f.optionalInteger("finish_time"));
    }

    private static InstallationResultEvent installationResult(JsonFields f) throws ProtocolException {
        return new InstallationResultEvent(f.string("result"), f.optionalString("reason"));
    }

    /** An element of which nothing can be read means nothing, and many of them would take many times their bytes. */
    private static @Nullable InstallItem installItem(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(INSTALL_ITEM);
        InstallItem item = new InstallItem(
                f.optionalString("world_id"),
                f.optional("key", InstallKey.class).orElse(NO_KEY),
                f.optionalString("id"),
                f.optionalNumber("progress"),
                f.optionalString("error"));
        return item.equals(NO_ITEM) ? null : item;
    }

    private static @Nullable InstallKey installKey(JsonReader in) throws ProtocolException {
        if (!in.isAtObject()) {
            String json = in.json();
            return json.equals(NO_KEY.json()) ? null : new InstallKey.Unknown("", json);
        }
        int start = in.valueStart();
        JsonFields f = in.object(INSTALL_KEY);
        String type = f.optionalString("type").orElse("");
        return switch (type) {
            case InstallKey.File.TYPE ->
                new InstallKey.File(
                        f.optionalString("install_type"),
                        f.optionalString("project_id"),
                        f.optionalString("version_id"),
                        f.optionalString("parent_directory"),
                        f.optionalString("source_filename"),
                        f.optionalString("target_filename"));
            case InstallKey.ModrinthModpack.TYPE ->
                new InstallKey.ModrinthModpack(f.optionalString("project_id"), f.optionalString("version_id"));
            case InstallKey.LocalModpack.TYPE -> new InstallKey.LocalModpack(f.optionalString("filename"));
            case InstallKey.PlatformVersion.TYPE ->
                new InstallKey.PlatformVersion(
                        f.optionalString("platform"),
                        f.optionalString("platform_version"),
                        f.optionalString("game_version"));
            default -> new InstallKey.Unknown(type, in.textFrom(start));
        };
    }

    private static NewModEvent newMod(JsonFields f) {
        return new NewModEvent(f.optionalString("project_id"), f.optionalString("version_id"));
    }

    private static @Nullable FilesystemOperation operation(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(OPERATION);
        FilesystemOperation operation = new FilesystemOperation(
                f.optionalString("op"),
                f.optionalString("id"),
                f.optionalNumber("progress"),
                f.optionalCount("bytes_processed"),
                f.optionalCount("files_processed"),
                f.optionalString("state"),
                f.optionalString("mime"),
                f.optionalString("current_file"),
                f.optionalString("invalid_path"),
                f.optionalString("src"),
                f.optionalString("started"));
        return operation.equals(NO_OPERATION) ? null : operation;
    }
}
