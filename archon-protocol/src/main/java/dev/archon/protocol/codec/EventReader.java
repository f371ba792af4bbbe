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
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.event.UptimeEvent;
import org.jspecify.annotations.Nullable;

/** JSON to events, by way of {@link JsonReader}. Its mirror image is {@link EventWriter}. */
final class EventReader {

    private static final Shape NOTHING = Shape.of();
    private static final Shape LOG = Shape.of("stream", "message");
    private static final Shape LOG4J =
            Shape.of("logger_name", "level", "thread_name", "timestamp_millis", "message", "throwable");
    private static final Shape STATS = Shape.of(
            "cpu_percent",
            "ram_usage_bytes",
            "ram_total_bytes",
            "storage_usage_bytes",
            "storage_total_bytes",
            "net_tx_bytes",
            "net_rx_bytes");
    private static final Shape POWER_STATE = Shape.of("state", "oom_killed", "exit_code");
    private static final Shape STATE = Shape.of("debug", "power_variant", "exit_code", "was_oom", "target", "uptime")
            .withObject("progress", EventReader::progress)
            .withObject("content_error", EventReader::contentError);
    private static final Shape PROGRESS = Shape.of("started_at", "phase", "percent");
    private static final Shape CONTENT_ERROR = Shape.of("step", "description");
    private static final Shape UPTIME = Shape.of("uptime");
    private static final Shape BACKUP_PROGRESS =
            Shape.of("id", "task", "state", "progress", "start_time", "finish_time");
    private static final Shape INSTALLATION_RESULT = Shape.of("result", "reason");
    private static final Shape INSTALL_PROGRESS = NOTHING.withList("items", EventReader::installItem);
    private static final Shape INSTALL_ITEM =
            Shape.of("world_id", "id", "progress", "error").withObject("key", EventReader::installKey);
    private static final Shape INSTALL_KEY = Shape.of(
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
    private static final Shape NEW_MOD = Shape.of("project_id", "version_id");
    private static final Shape FILESYSTEM_OPS = NOTHING.withList("all", EventReader::operation);
    private static final Shape OPERATION = Shape.of(
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
        String type = in.discriminator("event");
        ArchonEvent event = readKnown(in, type);
        return event != null ? event : new UnknownEvent(type, in.text());
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

    private static Fields fields(JsonReader in, String type, Shape shape) throws ProtocolException {
        in.reading(type);
        return in.fields(shape);
    }

    private static LogEvent log(Fields f) throws ProtocolException {
        return new LogEvent(f.string("stream"), f.string("message"));
    }

    private static Log4jEvent log4j(Fields f) throws ProtocolException {
        return new Log4jEvent(
                f.optionalString("logger_name"),
                f.optionalString("level"),
                f.optionalString("thread_name"),
                f.optionalInteger("timestamp_millis"),
                f.optionalString("message"),
                f.optionalString("throwable"));
    }

    private static StatsEvent stats(Fields f) throws ProtocolException {
        return new StatsEvent(
                f.number("cpu_percent"),
                f.integer("ram_usage_bytes"),
                f.integer("ram_total_bytes"),
                f.integer("storage_usage_bytes"),
                f.integer("storage_total_bytes"),
                f.integer("net_tx_bytes"),
                f.integer("net_rx_bytes"));
    }

    private static PowerStateEvent powerState(Fields f) throws ProtocolException {
        return new PowerStateEvent(f.string("state"), f.optionalBool("oom_killed"), f.optionalInteger("exit_code"));
    }

    private static StateEvent state(Fields f) throws ProtocolException {
        return new StateEvent(
                f.string("debug"),
                f.string("power_variant"),
                f.optionalInteger("exit_code"),
                f.optionalBool("was_oom"),
                f.optionalString("target"),
                f.integer("uptime"),
                f.optionalObject("progress", StateEvent.Progress.class),
                f.optionalObject("content_error", StateEvent.ContentError.class));
    }

    private static StateEvent.Progress progress(JsonReader in, String path) throws ProtocolException {
        Fields f = in.object(PROGRESS, path);
        return new StateEvent.Progress(f.string("started_at"), f.string("phase"), f.number("percent"));
    }

    private static StateEvent.ContentError contentError(JsonReader in, String path) throws ProtocolException {
        Fields f = in.object(CONTENT_ERROR, path);
        return new StateEvent.ContentError(f.string("step"), f.string("description"));
    }

    private static BackupProgressEvent backupProgress(Fields f) throws ProtocolException {
        return new BackupProgressEvent(
                f.string("id"),
                f.string("task"),
                f.string("state"),
                f.number("progress"),
                f.optionalInteger("start_time"),
                f.optionalInteger("finish_time"));
    }

    private static InstallationResultEvent installationResult(Fields f) throws ProtocolException {
        return new InstallationResultEvent(f.string("result"), f.optionalString("reason"));
    }

    private static InstallItem installItem(JsonReader in, String path) throws ProtocolException {
        Fields f = in.object(INSTALL_ITEM, path);
        return new InstallItem(
                f.string("world_id"),
                f.object("key", InstallKey.class),
                f.string("id"),
                f.optionalNumber("progress"),
                f.optionalString("error"));
    }

    private static InstallKey installKey(JsonReader in, String path) throws ProtocolException {
        int start = in.objectStart();
        Fields f = in.object(INSTALL_KEY, path);
        String type = f.string("type");
        return switch (type) {
            case InstallKey.File.TYPE ->
                new InstallKey.File(
                        f.string("install_type"),
                        f.string("project_id"),
                        f.string("version_id"),
                        f.string("parent_directory"),
                        f.optionalString("source_filename"),
                        f.optionalString("target_filename"));
            case InstallKey.ModrinthModpack.TYPE ->
                new InstallKey.ModrinthModpack(f.string("project_id"), f.string("version_id"));
            case InstallKey.LocalModpack.TYPE -> new InstallKey.LocalModpack(f.string("filename"));
            case InstallKey.PlatformVersion.TYPE ->
                new InstallKey.PlatformVersion(
                        f.string("platform"), f.string("platform_version"), f.string("game_version"));
            default -> new InstallKey.Unknown(type, in.textFrom(start));
        };
    }

    private static NewModEvent newMod(Fields f) throws ProtocolException {
        return new NewModEvent(f.string("project_id"), f.string("version_id"));
    }

    private static FilesystemOperation operation(JsonReader in, String path) throws ProtocolException {
        Fields f = in.object(OPERATION, path);
        return new FilesystemOperation(
                f.string("op"),
                f.string("id"),
                f.number("progress"),
                f.integer("bytes_processed"),
                f.integer("files_processed"),
                f.string("state"),
                f.string("mime"),
                f.optionalString("current_file"),
                f.optionalString("invalid_path"),
                f.string("src"),
                f.string("started"));
    }
}
