package dev.archon.simulator.scenario;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.rest.PowerAction;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Something that a simulated server does at once.
 *
 * <p>What is sent goes to every authenticated socket, behind what was sent before; what ends sockets ends all of them.
 */
public sealed interface Action extends Step {

    /**
     * Every kind of action, with what it takes.
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
     * @throws ScenarioFormatException if the text is no action; it says where and why
     */
    static Action parse(String json) {
        return JsonFormats.ACTIONS.read(LocatedJsonReader.read("action", json));
    }

    /**
     * What the power call does. One that makes no sense in the present state does nothing.
     *
     * @param action the power action
     */
    record Power(PowerAction action) implements Action {
        /**
         * Checks that there is one.
         *
         * @param action see {@link #action()}
         */
        public Power {
            Objects.requireNonNull(action, "action");
        }
    }

    /**
     * Types a line into the console.
     *
     * @param line the line
     */
    record Command(String line) implements Action {
        /**
         * Checks that there is one.
         *
         * @param line see {@link #line()}
         */
        public Command {
            Objects.requireNonNull(line, "line");
        }
    }

    /**
     * Changes how much goes on by itself.
     *
     * @param level how much
     */
    record SetTraffic(Traffic level) implements Action {
        /**
         * Checks that there is one.
         *
         * @param level see {@link #level()}
         */
        public SetTraffic {
            Objects.requireNonNull(level, "level");
        }
    }

    /**
     * Changes in which messages the console is told, from the next one on. The history keeps what it has as it was told.
     *
     * @param style the style
     */
    record SetEvents(EventStyle style) implements Action {
        /**
         * Checks that there is one.
         *
         * @param style see {@link #style()}
         */
        public SetEvents {
            Objects.requireNonNull(style, "style");
        }
    }

    /**
     * Changes how many lines of the history come in one {@code log} message, for whoever connects from now on.
     *
     * @param lines how many, 1 to 1,000,000
     */
    record SetHistoryChunk(int lines) implements Action {
        /**
         * Checks the number.
         *
         * @param lines see {@link #lines()}
         * @throws IllegalArgumentException if it is out of range
         */
        public SetHistoryChunk {
            Limits.number("lines", lines, 1, Limits.MOST_LINES);
        }
    }

    /** Prints an error with its stack trace, while another thread prints too. The server goes on. */
    record StackTrace() implements Action {}

    /**
     * Prints many lines at once, each with a number of its own.
     *
     * @param lines how many, 0 to 1,000,000
     */
    record Burst(int lines) implements Action {
        /**
         * Checks the number.
         *
         * @param lines see {@link #lines()}
         * @throws IllegalArgumentException if it is out of range
         */
        public Burst {
            Limits.number("lines", lines, 0, Limits.MOST_LINES);
        }
    }

    /**
     * Begins to make a backup.
     *
     * @param outcome how that ends
     */
    record CreateBackup(BackupOutcome outcome) implements Action {
        /**
         * Checks that there is one.
         *
         * @param outcome see {@link #outcome()}
         */
        public CreateBackup {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Begins to restore the newest backup that is complete. Without one, or while it is being restored, nothing happens.
     *
     * @param outcome how that ends
     */
    record RestoreBackup(BackupOutcome outcome) implements Action {
        /**
         * Checks that there is one.
         *
         * @param outcome see {@link #outcome()}
         */
        public RestoreBackup {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Begins to install a mod from Modrinth.
     *
     * @param project the project's id
     * @param version the id of the project's version
     * @param outcome how that ends
     */
    record InstallMod(String project, String version, InstallOutcome outcome) implements Action {
        /**
         * Checks that nothing is missing.
         *
         * @param project see {@link #project()}
         * @param version see {@link #version()}
         * @param outcome see {@link #outcome()}
         */
        public InstallMod {
            Objects.requireNonNull(project, "project");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Begins to extract an archive.
     *
     * @param path its path on the server
     * @param outcome how that ends
     */
    record ExtractArchive(String path, ExtractionOutcome outcome) implements Action {
        /**
         * Checks that nothing is missing.
         *
         * @param path see {@link #path()}
         * @param outcome see {@link #outcome()}
         */
        public ExtractArchive {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Sends an event. The server itself takes no notice of it; a {@code log} or {@code log4j} event becomes part of
     * the history.
     *
     * @param event an event that the protocol knows; others are sent as {@link Text}
     */
    record Emit(ArchonEvent event) implements Action {
        /**
         * Checks the event.
         *
         * @param event see {@link #event()}
         * @throws IllegalArgumentException if it is an {@link UnknownEvent}
         */
        public Emit {
            if (Objects.requireNonNull(event, "event") instanceof UnknownEvent unknown) {
                throw new IllegalArgumentException(
                        "event must be one that the protocol knows; send others as text: " + unknown.type());
            }
        }
    }

    /**
     * Sends a text message as it is, be it JSON or not.
     *
     * @param text the message
     */
    record Text(String text) implements Action {
        /**
         * Checks that there is one.
         *
         * @param text see {@link #text()}
         */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** Sends {@code auth-expiring}; the tokens issued so far run out when the warning time is over. */
    record ExpireToken() implements Action {}

    /**
     * Crashes the server's process.
     *
     * @param exitCode its exit code, not 0; empty for a {@code power-state} that says none
     */
    record Crash(OptionalInt exitCode) implements Action {
        /**
         * Checks the code.
         *
         * @param exitCode see {@link #exitCode()}
         * @throws IllegalArgumentException if it is 0, with which a process stops in order
         */
        public Crash {
            if (Objects.requireNonNull(exitCode, "exitCode").equals(OptionalInt.of(0))) {
                throw new IllegalArgumentException("exit_code must not be 0, with which a process stops in order");
            }
        }
    }

    /** Crashes the server's process for want of memory, with exit code 137. */
    record CrashOutOfMemory() implements Action {}

    /**
     * Ends every socket with a close frame.
     *
     * @param code the close code, 1000 to 4999, except 1004, 1005, 1006 and 1015, which may not be sent
     * @param reason the reason, at most 123 bytes in UTF-8
     */
    record Close(int code, String reason) implements Action {
        /**
         * Checks the code and the reason.
         *
         * @param code see {@link #code()}
         * @param reason see {@link #reason()}
         * @throws IllegalArgumentException if one is not allowed
         */
        public Close {
            Limits.closeCode(code);
            Limits.closeReason(reason);
        }
    }

    /** Ends every socket without a close frame, which clients see as code 1006. What was sent before still arrives. */
    record Drop() implements Action {}

    /** Ends every socket with a TCP reset. */
    record Reset() implements Action {}

    /** Sends a text message that breaks off in the middle of its JSON. */
    record MalformedJson() implements Action {}

    /** Sends a text message that is not valid UTF-8, which a client has to end the connection for (code 1007). */
    record InvalidUtf8() implements Action {}

    /**
     * Sends one log event that is very long.
     *
     * @param bytes the length of the message, 1024 to 67,108,864
     */
    record Oversized(int bytes) implements Action {
        /**
         * Checks the length.
         *
         * @param bytes see {@link #bytes()}
         * @throws IllegalArgumentException if it is out of range
         */
        public Oversized {
            Limits.number("bytes", bytes, 1024, Limits.MOST_BYTES);
        }
    }

    /**
     * Sends a binary message, which the protocol does not have.
     *
     * @param bytes its length, 0 to 67,108,864
     */
    record Binary(int bytes) implements Action {
        /**
         * Checks the length.
         *
         * @param bytes see {@link #bytes()}
         * @throws IllegalArgumentException if it is out of range
         */
        public Binary {
            Limits.number("bytes", bytes, 0, Limits.MOST_BYTES);
        }
    }

    /**
     * Sends an event that no client knows yet.
     *
     * @param type its name, not empty
     */
    record Unknown(String type) implements Action {
        /**
         * Checks the name.
         *
         * @param type see {@link #type()}
         * @throws IllegalArgumentException if it is empty
         */
        public Unknown {
            if (type.isEmpty()) {
                throw new IllegalArgumentException("type must not be empty");
            }
        }
    }

    /** Sends the console's history once more, as if the client had just connected. */
    record DuplicateHistory() implements Action {}

    /**
     * Sends a WebSocket ping.
     *
     * @param bytes the length of its payload, 0 to 125
     */
    record Ping(int bytes) implements Action {
        /**
         * Checks the length.
         *
         * @param bytes see {@link #bytes()}
         * @throws IllegalArgumentException if it is out of range
         */
        public Ping {
            Limits.number("bytes", bytes, 0, 125);
        }
    }
}
