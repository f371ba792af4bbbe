package dev.archon.simulator.scenario;

import static dev.archon.simulator.scenario.Parameter.Type.EVENT;
import static dev.archon.simulator.scenario.Parameter.Type.TEXT;

import dev.archon.protocol.rest.PowerAction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The forms of actions. */
final class ActionForms {

    private static final List<String> POWER_ACTIONS = names(PowerAction.values());
    private static final List<String> LEVELS = names(Traffic.values());
    private static final List<String> STYLES = names(EventStyle.values());
    private static final List<String> BACKUP_OUTCOMES = names(BackupOutcome.values());
    private static final List<String> EXTRACTION_OUTCOMES = names(ExtractionOutcome.values());

    private ActionForms() {}

    static List<JsonFormat<? extends Action>> all() {
        return List.of(
                JsonFormat.of(
                        Action.Power.class,
                        "power",
                        "Does what the power call does.",
                        List.of(Parameter.choice("action", POWER_ACTIONS, "the power action")),
                        in -> new Action.Power(PowerAction.valueOf(upper(in.choice("action")))),
                        (power, out) -> out.put("action", name(power.action()))),
                JsonFormat.of(
                        Action.Command.class,
                        "command",
                        "Types a line into the console.",
                        List.of(Parameter.of("line", TEXT, "the line")),
                        in -> new Action.Command(in.text("line")),
                        (command, out) -> out.put("line", command.line())),
                JsonFormat.of(
                        Action.SetTraffic.class,
                        "traffic",
                        "Changes how much goes on by itself.",
                        List.of(Parameter.choice("level", LEVELS, "how much")),
                        in -> new Action.SetTraffic(Traffic.valueOf(upper(in.choice("level")))),
                        (traffic, out) -> out.put("level", name(traffic.level()))),
                JsonFormat.of(
                        Action.SetEvents.class,
                        "events",
                        "Changes in which messages the console is told.",
                        List.of(Parameter.choice("style", STYLES, "doc for log only, panel for log4j")),
                        in -> new Action.SetEvents(EventStyle.valueOf(upper(in.choice("style")))),
                        (events, out) -> out.put("style", name(events.style()))),
                JsonFormat.of(
                        Action.SetHistoryChunk.class,
                        "history-chunk",
                        "Changes how many lines of the history come in one log message.",
                        List.of(Parameter.number("lines", 1, Limits.MOST_LINES, "how many")),
                        in -> new Action.SetHistoryChunk(in.number("lines")),
                        (chunk, out) -> out.put("lines", chunk.lines())),
                JsonFormat.plain(
                        new Action.StackTrace(),
                        Action.StackTrace.class,
                        "stack-trace",
                        "Prints an error with its stack trace, while another thread prints too."),
                JsonFormat.of(
                        Action.Burst.class,
                        "burst",
                        "Prints many lines at once, each with a number of its own.",
                        List.of(Parameter.number("lines", 0, Limits.MOST_LINES, "how many")),
                        in -> new Action.Burst(in.number("lines")),
                        (burst, out) -> out.put("lines", burst.lines())),
                JsonFormat.of(
                        Action.CreateBackup.class,
                        "backup",
                        "Begins to make a backup.",
                        List.of(outcome(BACKUP_OUTCOMES)),
                        in -> new Action.CreateBackup(BackupOutcome.valueOf(upper(in.choice("outcome")))),
                        (backup, out) -> out.put("outcome", name(backup.outcome()))),
                JsonFormat.of(
                        Action.RestoreBackup.class,
                        "restore-backup",
                        "Begins to restore the newest backup; without one nothing happens.",
                        List.of(outcome(BACKUP_OUTCOMES)),
                        in -> new Action.RestoreBackup(BackupOutcome.valueOf(upper(in.choice("outcome")))),
                        (backup, out) -> out.put("outcome", name(backup.outcome()))),
                JsonFormat.of(
                        Action.InstallMod.class,
                        "install-mod",
                        "Begins to install a mod from Modrinth.",
                        List.of(
                                Parameter.of("project", TEXT, "the project's id")
                                        .orElse("AANobbMI"),
                                Parameter.of("version", TEXT, "the id of the project's version")
                                        .orElse("mc1.21.4-0.6.0"),
                                Parameter.of("error", TEXT, "why it fails; goes well if absent")
                                        .optional()),
                        in -> new Action.InstallMod(
                                in.text("project"),
                                in.text("version"),
                                in.has("error") ? InstallOutcome.failed(in.text("error")) : InstallOutcome.ok()),
                        ActionForms::write),
                JsonFormat.of(
                        Action.ExtractArchive.class,
                        "extract",
                        "Begins to extract an archive.",
                        List.of(
                                Parameter.of("path", TEXT, "its path on the server")
                                        .orElse("world.zip"),
                                outcome(EXTRACTION_OUTCOMES)),
                        in -> new Action.ExtractArchive(
                                in.text("path"), ExtractionOutcome.valueOf(upper(in.choice("outcome")))),
                        (extract, out) -> out.put("path", extract.path()).put("outcome", name(extract.outcome()))),
                JsonFormat.of(
                        Action.Emit.class,
                        "emit",
                        "Sends an event of the protocol.",
                        List.of(Parameter.of("event", EVENT, "the event, as it stands on the wire")),
                        in -> new Action.Emit(EventFormat.read(in.required("event"))),
                        (emit, out) -> out.set("event", EventFormat.write(emit.event()))),
                JsonFormat.of(
                        Action.Text.class,
                        "text",
                        "Sends a text message as it is.",
                        List.of(Parameter.of("text", TEXT, "the message")),
                        in -> new Action.Text(in.text("text")),
                        (text, out) -> out.put("text", text.text())),
                JsonFormat.plain(
                        new Action.ExpireToken(),
                        Action.ExpireToken.class,
                        "expire-token",
                        "Sends auth-expiring; the tokens issued so far run out when the warning time is over."),
                JsonFormat.of(
                        Action.Crash.class,
                        "crash",
                        "Crashes the server's process.",
                        List.of(Parameter.number(
                                        "exit_code",
                                        Integer.MIN_VALUE,
                                        Integer.MAX_VALUE,
                                        "its exit code, not 0; none if absent")
                                .optional()),
                        in -> new Action.Crash(in.optionalNumber("exit_code")),
                        (crash, out) -> crash.exitCode().ifPresent(code -> out.put("exit_code", code))),
                JsonFormat.plain(
                        new Action.CrashOutOfMemory(),
                        Action.CrashOutOfMemory.class,
                        "oom-crash",
                        "Crashes the server's process for want of memory, with exit code 137."),
                JsonFormat.of(
                        Action.Close.class,
                        "close",
                        "Ends every socket with a close frame.",
                        List.of(
                                Parameter.number("code", 1000, 4999, "the close code"),
                                Parameter.of("reason", TEXT, "the reason").orElse("")),
                        in -> new Action.Close(in.number("code"), in.text("reason")),
                        (close, out) -> out.put("code", close.code()).put("reason", close.reason())),
                JsonFormat.plain(
                        new Action.Drop(),
                        Action.Drop.class,
                        "drop",
                        "Ends every socket without a close frame (1006)."),
                JsonFormat.plain(
                        new Action.Reset(), Action.Reset.class, "reset", "Ends every socket with a TCP reset."),
                JsonFormat.plain(
                        new Action.MalformedJson(),
                        Action.MalformedJson.class,
                        "malformed-json",
                        "Sends a text message that breaks off in the middle of its JSON."),
                JsonFormat.plain(
                        new Action.InvalidUtf8(),
                        Action.InvalidUtf8.class,
                        "invalid-utf8",
                        "Sends a text message that is not valid UTF-8."),
                JsonFormat.of(
                        Action.Oversized.class,
                        "oversized",
                        "Sends one log event that is very long.",
                        List.of(Parameter.number("bytes", 1024, Limits.MOST_BYTES, "the length of the message")
                                .orElse("16777216")),
                        in -> new Action.Oversized(in.number("bytes")),
                        (oversized, out) -> out.put("bytes", oversized.bytes())),
                JsonFormat.of(
                        Action.Binary.class,
                        "binary",
                        "Sends a binary message.",
                        List.of(Parameter.number("bytes", 0, Limits.MOST_BYTES, "its length")
                                .orElse("64")),
                        in -> new Action.Binary(in.number("bytes")),
                        (binary, out) -> out.put("bytes", binary.bytes())),
                JsonFormat.of(
                        Action.Unknown.class,
                        "unknown-event",
                        "Sends an event that no client knows yet.",
                        List.of(Parameter.of("type", TEXT, "its name").orElse("server-mood")),
                        in -> new Action.Unknown(in.text("type")),
                        (unknown, out) -> out.put("type", unknown.type())),
                JsonFormat.plain(
                        new Action.DuplicateHistory(),
                        Action.DuplicateHistory.class,
                        "duplicate-history",
                        "Sends the console's history once more."),
                JsonFormat.of(
                        Action.Ping.class,
                        "ping",
                        "Sends a WebSocket ping.",
                        List.of(Parameter.number("bytes", 0, 125, "the length of its payload")
                                .orElse("4")),
                        in -> new Action.Ping(in.number("bytes")),
                        (ping, out) -> out.put("bytes", ping.bytes())));
    }

    private static void write(Action.InstallMod install, ObjectNode out) {
        out.put("project", install.project()).put("version", install.version());
        install.outcome().failure().ifPresent(reason -> out.put("error", reason));
    }

    private static Parameter outcome(List<String> choices) {
        return Parameter.choice("outcome", choices, "how that ends").orElse("done");
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(ActionForms::name).toList();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
