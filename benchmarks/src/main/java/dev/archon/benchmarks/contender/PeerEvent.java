package dev.archon.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events as an embedder would write them down for Jackson Databind, without an Archon client: a record each, told
 * apart by the field {@code event}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event", defaultImpl = PeerEvent.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = PeerEvent.AuthOk.class, name = "auth-ok"),
    @JsonSubTypes.Type(value = PeerEvent.Log.class, name = "log"),
    @JsonSubTypes.Type(value = PeerEvent.Log4j.class, name = "log4j"),
    @JsonSubTypes.Type(value = PeerEvent.Stats.class, name = "stats"),
    @JsonSubTypes.Type(value = PeerEvent.Uptime.class, name = "uptime"),
    @JsonSubTypes.Type(value = PeerEvent.PowerState.class, name = "power-state"),
    @JsonSubTypes.Type(value = PeerEvent.State.class, name = "state"),
    @JsonSubTypes.Type(value = PeerEvent.BackupProgress.class, name = "backup-progress"),
    @JsonSubTypes.Type(value = PeerEvent.FilesystemOps.class, name = "filesystem-ops"),
    @JsonSubTypes.Type(value = PeerEvent.InstallProgress.class, name = "install-progress"),
    @JsonSubTypes.Type(value = PeerEvent.InstallationResult.class, name = "installation-result"),
    @JsonSubTypes.Type(value = PeerEvent.NewMod.class, name = "new-mod"),
})
sealed interface PeerEvent {

    /** Reads any of them. */
    ObjectReader READER = JsonMapper.builder().build().readerFor(PeerEvent.class);

    record AuthOk() implements PeerEvent {}

    record Unknown() implements PeerEvent {}

    record Log(String stream, String message) implements PeerEvent {}

    record Log4j(
            @JsonProperty("logger_name") @Nullable String loggerName,
            @Nullable String level,
            @JsonProperty("thread_name") @Nullable String threadName,
            @JsonProperty("timestamp_millis") @Nullable Long timestampMillis,
            @Nullable String message,
            @Nullable String throwable)
            implements PeerEvent {}

    record Stats(
            @JsonProperty("cpu_percent") double cpuPercent,
            @JsonProperty("ram_usage_bytes") long ramUsageBytes,
            @JsonProperty("ram_total_bytes") long ramTotalBytes,
            @JsonProperty("storage_usage_bytes") long storageUsageBytes,
            @JsonProperty("storage_total_bytes") long storageTotalBytes,
            @JsonProperty("net_tx_bytes") long netTxBytes,
            @JsonProperty("net_rx_bytes") long netRxBytes)
            implements PeerEvent {}

    record Uptime(long uptime) implements PeerEvent {}

    record PowerState(
            String state,
            @JsonProperty("oom_killed") Boolean oomKilled,
            @JsonProperty("exit_code") Long exitCode) implements PeerEvent {}

    record State(
            String debug,
            @JsonProperty("power_variant") String powerVariant,
            @JsonProperty("exit_code") Long exitCode,
            @JsonProperty("was_oom") Boolean wasOom,
            String endpoint,
            long uptime,
            Map<String, Object> progress,
            @JsonProperty("content_error") Map<String, Object> contentError)
            implements PeerEvent {}

    record BackupProgress(String id, String task, String state, double progress) implements PeerEvent {}

    record FilesystemOps(List<Operation> all) implements PeerEvent {}

    record Operation(
            String op,
            String id,
            double progress,
            @JsonProperty("bytes_processed") long bytesProcessed,
            @JsonProperty("files_processed") long filesProcessed,
            String state,
            String mime,
            @JsonProperty("current_file") String currentFile,
            String src,
            String started) {}

    record InstallProgress(List<Item> items) implements PeerEvent {}

    record Item(
            @JsonProperty("world_id") String worldId,
            Map<String, Object> key,
            String id,
            Double progress,
            String error) {}

    record InstallationResult(String result, String reason) implements PeerEvent {}

    record NewMod(
            @JsonProperty("project_id") String projectId,
            @JsonProperty("version_id") String versionId) implements PeerEvent {}
}
