package dev.archon.simulator.scenario;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.rest.PowerAction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that a simulated server does at once.
 *
 * <p>What is sent goes to every authenticated socket, behind what was sent before; an action that closes sockets closes all
 * of them. Each kind of action says here what it is called in JSON, which fields it has there, and what it does.
 */
public sealed interface Action extends Step {

    /**
     * Returns every kind of action, with its fields.
     *
     * @return the kinds, in the order of the package's table
     */
    static List<Kind> kinds() {
        return JsonFormats.ACTIONS.kinds();
    }

    /**
     * Reads an action from JSON, in the form that it has in a scenario file.
     *
     * @param json for example <code>{"do": "burst", "lines": 1000}</code>
     * @return the action
     * @throws ScenarioFormatException if the text is no action; the message says where and why
     */
    static Action parse(String json) {
        return JsonFormats.ACTIONS.read(LocatedJsonReader.read("action", json));
    }

    /**
     * Performs the action on a server.
     *
     * @param target the server; its methods are called on the calling thread, and what they throw is thrown
     */
    void perform(ActionTarget target);

    /**
     * Does what the power call does. An action that makes no sense in the present state does nothing.
     *
     * @param action the power action
     */
    record Power(PowerAction action) implements Action {

        static final JsonFormat<Power> FORMAT = JsonFormat.of(
                Power.class,
                "power",
                "Does what the power call does.",
                JsonField.required("action", JsonType.choice(PowerAction.class), "the power action", Power::action),
                Power::new);

        /** Checks that the action is not null. */
        public Power {
            Objects.requireNonNull(action, "action");
        }

        @Override
        public void perform(ActionTarget target) {
            target.power(action);
        }
    }

    /**
     * Types a line into the console.
     *
     * @param line the line
     */
    record Command(String line) implements Action {

        static final JsonFormat<Command> FORMAT = JsonFormat.of(
                Command.class,
                "command",
                "Types a line into the console.",
                JsonField.required("line", JsonType.TEXT, "the line", Command::line),
                Command::new);

        /** Checks that the line is not null. */
        public Command {
            Objects.requireNonNull(line, "line");
        }

        @Override
        public void perform(ActionTarget target) {
            target.command(line);
        }
    }

    /**
     * Changes how much happens by itself on a server that runs.
     *
     * @param level the new level
     */
    record SetTraffic(Traffic level) implements Action {

        static final JsonFormat<SetTraffic> FORMAT = JsonFormat.of(
                SetTraffic.class,
                "traffic",
                "Changes how much goes on by itself.",
                JsonField.required("level", JsonType.choice(Traffic.class), "how much", SetTraffic::level),
                SetTraffic::new);

        /** Checks that the level is not null. */
        public SetTraffic {
            Objects.requireNonNull(level, "level");
        }

        @Override
        public void perform(ActionTarget target) {
            target.traffic(level);
        }
    }

    /**
     * Changes which messages carry the console's lines, from the next line on. The history keeps the messages that it has.
     *
     * @param style the new style
     */
    record SetEvents(EventStyle style) implements Action {

        static final JsonFormat<SetEvents> FORMAT = JsonFormat.of(
                SetEvents.class,
                "events",
                "Changes which messages carry the lines of the console.",
                JsonField.required(
                        "style",
                        JsonType.choice(EventStyle.class),
                        "doc for log only, panel for log4j",
                        SetEvents::style),
                SetEvents::new);

        /** Checks that the style is not null. */
        public SetEvents {
            Objects.requireNonNull(style, "style");
        }

        @Override
        public void perform(ActionTarget target) {
            target.events(style);
        }
    }

    /**
     * Changes how many lines of the history one {@code log} message carries, for clients that connect from now on.
     *
     * @param lines how many, 1 to 1,000,000
     */
    record SetHistoryChunk(int lines) implements Action {

        static final JsonFormat<SetHistoryChunk> FORMAT = JsonFormat.of(
                SetHistoryChunk.class,
                "history-chunk",
                "Changes how many lines of the history come in one log message.",
                JsonField.required("lines", JsonType.number(1, Limits.MOST_LINES), "how many", SetHistoryChunk::lines),
                SetHistoryChunk::new);

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public SetHistoryChunk {
            Limits.number("lines", lines, 1, Limits.MOST_LINES);
        }

        @Override
        public void perform(ActionTarget target) {
            target.historyChunk(lines);
        }
    }

    /** Prints an error with its stack trace, while another thread prints too. The server goes on. */
    record StackTrace() implements Action {

        static final JsonFormat<StackTrace> FORMAT = JsonFormat.of(
                StackTrace.class,
                "stack-trace",
                "Prints an error with its stack trace, while another thread prints too.",
                StackTrace::new);

        @Override
        public void perform(ActionTarget target) {
            target.stackTrace();
        }
    }

    /**
     * Prints many lines at once, each with a number of its own.
     *
     * @param lines how many, 0 to 1,000,000
     */
    record Burst(int lines) implements Action {

        static final JsonFormat<Burst> FORMAT = JsonFormat.of(
                Burst.class,
                "burst",
                "Prints many lines at once, each with a number of its own.",
                JsonField.required("lines", JsonType.number(0, Limits.MOST_LINES), "how many", Burst::lines),
                Burst::new);

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Burst {
            Limits.number("lines", lines, 0, Limits.MOST_LINES);
        }

        @Override
        public void perform(ActionTarget target) {
            target.burst(lines);
        }
    }

    /**
     * Starts to make a backup.
     *
     * @param outcome how that ends
     */
    record CreateBackup(BackupOutcome outcome) implements Action {

        static final JsonFormat<CreateBackup> FORMAT = JsonFormat.of(
                CreateBackup.class,
                "backup",
                "Starts to make a backup.",
                JsonField.withDefault(
                        "outcome",
                        JsonType.choice(BackupOutcome.class),
                        BackupOutcome.DONE,
                        "how that ends",
                        CreateBackup::outcome),
                CreateBackup::new);

        /** Checks that the outcome is not null. */
        public CreateBackup {
            Objects.requireNonNull(outcome, "outcome");
        }

        @Override
        public void perform(ActionTarget target) {
            target.createBackup(outcome);
        }
    }

    /**
     * Starts to restore the newest backup that is complete. Without one, or while it is being restored, nothing happens.
     *
     * @param outcome how that ends
     */
    record RestoreBackup(BackupOutcome outcome) implements Action {

        static final JsonFormat<RestoreBackup> FORMAT = JsonFormat.of(
                RestoreBackup.class,
                "restore-backup",
                "Starts to restore the newest backup; without one nothing happens.",
                JsonField.withDefault(
                        "outcome",
                        JsonType.choice(BackupOutcome.class),
                        BackupOutcome.DONE,
                        "how that ends",
                        RestoreBackup::outcome),
                RestoreBackup::new);

        /** Checks that the outcome is not null. */
        public RestoreBackup {
            Objects.requireNonNull(outcome, "outcome");
        }

        @Override
        public void perform(ActionTarget target) {
            target.restoreNewestBackup(outcome);
        }
    }

    /**
     * Starts to install a mod from Modrinth.
     *
     * @param project the project's id
     * @param version the id of the project's version
     * @param outcome how that ends
     */
    record InstallMod(String project, String version, InstallOutcome outcome) implements Action {

        static final JsonFormat<InstallMod> FORMAT = JsonFormat.of(
                InstallMod.class,
                "install-mod",
                "Starts to install a mod from Modrinth.",
                JsonField.withDefault("project", JsonType.TEXT, "AANobbMI", "the project's id", InstallMod::project),
                JsonField.withDefault(
                        "version",
                        JsonType.TEXT,
                        "mc1.21.4-0.6.0",
                        "the id of the project's version",
                        InstallMod::version),
                JsonField.optional(
                        "error",
                        JsonType.TEXT,
                        "why it fails; goes well if absent",
                        install -> install.outcome().failure()),
                InstallMod::of);

        /** Checks that nothing is null. */
        public InstallMod {
            Objects.requireNonNull(project, "project");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(outcome, "outcome");
        }

        private static InstallMod of(String project, String version, Optional<String> error) {
            return new InstallMod(
                    project, version, error.map(InstallOutcome::failed).orElseGet(InstallOutcome::ok));
        }

        @Override
        public void perform(ActionTarget target) {
            target.installMod(project, version, outcome);
        }
    }

    /**
     * Starts to extract an archive.
     *
     * @param path its path on the server
     * @param outcome how that ends
     */
    record ExtractArchive(String path, ExtractionOutcome outcome) implements Action {

        static final JsonFormat<ExtractArchive> FORMAT = JsonFormat.of(
                ExtractArchive.class,
                "extract",
                "Starts to extract an archive.",
                JsonField.withDefault(
                        "path", JsonType.TEXT, "world.zip", "its path on the server", ExtractArchive::path),
                JsonField.withDefault(
                        "outcome",
                        JsonType.choice(ExtractionOutcome.class),
                        ExtractionOutcome.DONE,
                        "how that ends",
                        ExtractArchive::outcome),
                ExtractArchive::new);

        /** Checks that nothing is null. */
        public ExtractArchive {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(outcome, "outcome");
        }

        @Override
        public void perform(ActionTarget target) {
            target.extractArchive(path, outcome);
        }
    }

    /**
     * Sends an event, which changes nothing on the server itself. A {@code log} or {@code log4j} event becomes part of the
     * history.
     *
     * @param event an event that the protocol knows; others are sent as {@link Text}
     */
    record Emit(ArchonEvent event) implements Action {

        static final JsonFormat<Emit> FORMAT = JsonFormat.of(
                Emit.class,
                "emit",
                "Sends an event of the protocol.",
                JsonField.required("event", EventFormat.TYPE, "the event, as it stands on the wire", Emit::event),
                Emit::new);

        /**
         * Checks the event.
         *
         * @throws IllegalArgumentException if it is an {@link UnknownEvent}
         */
        public Emit {
            if (Objects.requireNonNull(event, "event") instanceof UnknownEvent unknown) {
                throw new IllegalArgumentException(
                        "event must be one that the protocol knows; send others as text: " + unknown.type());
            }
        }

        @Override
        public void perform(ActionTarget target) {
            target.sendEvent(event);
        }
    }

    /**
     * Sends a text message as it is, be it JSON or not.
     *
     * @param text the message
     */
    record Text(String text) implements Action {

        static final JsonFormat<Text> FORMAT = JsonFormat.of(
                Text.class,
                "text",
                "Sends a text message as it is.",
                JsonField.required("text", JsonType.TEXT, "the message", Text::text),
                Text::new);

        /** Checks that the text is not null. */
        public Text {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public void perform(ActionTarget target) {
            target.sendText(Payloads.utf8(text));
        }
    }

    /** Sends {@code auth-expiring}; the tokens issued so far expire when the warning time is over. */
    record ExpireToken() implements Action {

        static final JsonFormat<ExpireToken> FORMAT = JsonFormat.of(
                ExpireToken.class,
                "expire-token",
                "Sends auth-expiring; the tokens issued so far run out when the warning time is over.",
                ExpireToken::new);

        @Override
        public void perform(ActionTarget target) {
            target.expireTokens();
        }
    }

    /**
     * Crashes the server's process.
     *
     * @param exitCode its exit code, not 0; empty for a {@code power-state} that has none
     */
    record Crash(OptionalInt exitCode) implements Action {

        static final JsonFormat<Crash> FORMAT = JsonFormat.of(
                Crash.class,
                "crash",
                "Crashes the server's process.",
                JsonField.optionalNumber(
                        "exit_code",
                        JsonType.number(Integer.MIN_VALUE, Integer.MAX_VALUE)
                                .narrowed(schema -> schema.putObject("not").put("const", 0)),
                        "its exit code, not 0; none if absent",
                        Crash::exitCode),
                Crash::new);

        /**
         * Checks the code.
         *
         * @throws IllegalArgumentException if it is 0, with which a process stops in order
         */
        public Crash {
            if (Objects.requireNonNull(exitCode, "exitCode").equals(OptionalInt.of(0))) {
                throw new IllegalArgumentException("exit_code must not be 0, with which a process stops in order");
            }
        }

        @Override
        public void perform(ActionTarget target) {
            target.crash(exitCode);
        }
    }

    /** Crashes the server's process as out of memory, with exit code 137. */
    record CrashOutOfMemory() implements Action {

        static final JsonFormat<CrashOutOfMemory> FORMAT = JsonFormat.of(
                CrashOutOfMemory.class,
                "oom-crash",
                "Crashes the server's process as out of memory, with exit code 137.",
                CrashOutOfMemory::new);

        @Override
        public void perform(ActionTarget target) {
            target.crashOutOfMemory();
        }
    }

    /**
     * Closes every socket with a close frame.
     *
     * @param code the close code, 1000 to 4999, except 1004, 1005, 1006 and 1015, which may not be sent
     * @param reason the reason, at most 123 bytes in UTF-8
     */
    record Close(int code, String reason) implements Action {

        static final JsonFormat<Close> FORMAT = JsonFormat.of(
                Close.class,
                "close",
                "Closes every socket with a close frame.",
                JsonField.required(
                        "code",
                        JsonType.number(1000, 4999).narrowed(Limits::withoutReservedCloseCodes),
                        "the close code; not 1004, 1005, 1006 or 1015, which no close frame may have",
                        Close::code),
                JsonField.withDefault(
                        "reason",
                        JsonType.TEXT.narrowed(schema -> schema.put("maxLength", Limits.MAX_REASON_BYTES)),
                        "",
                        "the reason, at most 123 bytes",
                        Close::reason),
                Close::new);

        /**
         * Checks the code and the reason.
         *
         * @throws IllegalArgumentException if one is not allowed
         */
        public Close {
            Limits.closeCode(code);
            Limits.closeReason(reason);
        }

        @Override
        public void perform(ActionTarget target) {
            target.close(code, reason);
        }
    }

    /**
     * Closes every socket without a close frame, which clients report as code 1006. What was sent before still arrives.
     */
    record Drop() implements Action {

        static final JsonFormat<Drop> FORMAT =
                JsonFormat.of(Drop.class, "drop", "Closes every socket without a close frame (1006).", Drop::new);

        @Override
        public void perform(ActionTarget target) {
            target.drop();
        }
    }

    /** Closes every socket with a TCP reset. */
    record Reset() implements Action {

        static final JsonFormat<Reset> FORMAT =
                JsonFormat.of(Reset.class, "reset", "Closes every socket with a TCP reset.", Reset::new);

        @Override
        public void perform(ActionTarget target) {
            target.reset();
        }
    }

    /** Sends a text message that breaks off in the middle of its JSON. */
    record MalformedJson() implements Action {

        static final JsonFormat<MalformedJson> FORMAT = JsonFormat.of(
                MalformedJson.class,
                "malformed-json",
                "Sends a text message that breaks off in the middle of its JSON.",
                MalformedJson::new);

        @Override
        public void perform(ActionTarget target) {
            target.sendText(Payloads.malformedJson());
        }
    }

    /** Sends a text message that is not valid UTF-8, for which a client must close the connection (code 1007). */
    record InvalidUtf8() implements Action {

        static final JsonFormat<InvalidUtf8> FORMAT = JsonFormat.of(
                InvalidUtf8.class, "invalid-utf8", "Sends a text message that is not valid UTF-8.", InvalidUtf8::new);

        @Override
        public void perform(ActionTarget target) {
            target.sendText(Payloads.invalidUtf8());
        }
    }

    /**
     * Sends one log event that is very long.
     *
     * @param bytes the length of the message, 1024 to 67,108,864
     */
    record Oversized(int bytes) implements Action {

        static final JsonFormat<Oversized> FORMAT = JsonFormat.of(
                Oversized.class,
                "oversized",
                "Sends one log event that is very long.",
                JsonField.withDefault(
                        "bytes",
                        JsonType.number(1024, Limits.MOST_BYTES),
                        16 << 20,
                        "the length of the message",
                        Oversized::bytes),
                Oversized::new);

        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Oversized {
            Limits.number("bytes", bytes, 1024, Limits.MOST_BYTES);
        }

        @Override
        public void perform(ActionTarget target) {
            target.sendLogMessage(Payloads.logEvent(bytes));
        }
    }

    /**
     * Sends a binary message, which the protocol does not have.
     *
     * @param bytes its length, 0 to 67,108,864
     */
    record Binary(int bytes) implements Action {

        static final JsonFormat<Binary> FORMAT = JsonFormat.of(
                Binary.class,
                "binary",
                "Sends a binary message.",
                JsonField.withDefault("bytes", JsonType.number(0, Limits.MOST_BYTES), 64, "its length", Binary::bytes),
                Binary::new);

        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Binary {
            Limits.number("bytes", bytes, 0, Limits.MOST_BYTES);
        }

        @Override
        public void perform(ActionTarget target) {
            target.sendBinary(Payloads.counting(bytes));
        }
    }

    /**
     * Sends an event of a type that no client knows.
     *
     * @param type its name, not empty
     */
    record Unknown(String type) implements Action {

        static final JsonFormat<Unknown> FORMAT = JsonFormat.of(
                Unknown.class,
                "unknown-event",
                "Sends an event that no client knows yet.",
                JsonField.withDefault(
                        "type",
                        JsonType.TEXT.narrowed(schema -> schema.put("minLength", 1)),
                        "server-mood",
                        "its name",
                        Unknown::type),
                Unknown::new);

        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it is empty
         */
        public Unknown {
            if (type.isEmpty()) {
                throw new IllegalArgumentException("type must not be empty");
            }
        }

        @Override
        public void perform(ActionTarget target) {
            target.sendText(Payloads.unknownEvent(type));
        }
    }

    /** Sends the console's history once more, as if the client had just connected. */
    record DuplicateHistory() implements Action {

        static final JsonFormat<DuplicateHistory> FORMAT = JsonFormat.of(
                DuplicateHistory.class,
                "duplicate-history",
                "Sends the console's history once more.",
                DuplicateHistory::new);

        @Override
        public void perform(ActionTarget target) {
            target.sendHistory();
        }
    }

    /**
     * Sends a WebSocket ping.
     *
     * @param bytes the length of its payload, 0 to 125
     */
    record Ping(int bytes) implements Action {

        static final JsonFormat<Ping> FORMAT = JsonFormat.of(
                Ping.class,
                "ping",
                "Sends a WebSocket ping.",
                JsonField.withDefault("bytes", JsonType.number(0, 125), 4, "the length of its payload", Ping::bytes),
                Ping::new);

        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Ping {
            Limits.number("bytes", bytes, 0, 125);
        }

        @Override
        public void perform(ActionTarget target) {
            target.sendPing(Payloads.counting(bytes));
        }
    }
}
