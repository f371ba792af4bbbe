package dev.archon.simulator.scenario;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.rest.PowerAction;
import java.util.OptionalInt;

/**
 * What an {@link Action} can do to a server. The simulator has the only implementation; all its methods are called on the
 * thread that owns the server, and what is sent goes to every authenticated socket.
 */
public interface ActionTarget {

    /**
     * Does what the power call does.
     *
     * @param action the power action
     */
    void power(PowerAction action);

    /**
     * Types a line into the console.
     *
     * @param line the line
     */
    void command(String line);

    /**
     * Changes how much happens by itself.
     *
     * @param level the new level
     */
    void traffic(Traffic level);

    /**
     * Changes which messages carry the console's lines.
     *
     * @param style the new style
     */
    void events(EventStyle style);

    /**
     * Changes how many lines of the history one message carries.
     *
     * @param lines how many, 1 to 1,000,000
     */
    void historyChunk(int lines);

    /** Prints an error with its stack trace. */
    void stackTrace();

    /**
     * Prints numbered lines at once.
     *
     * @param lines how many, 0 to 1,000,000
     */
    void burst(int lines);

    /**
     * Starts to make a backup.
     *
     * @param outcome how that ends
     */
    void createBackup(BackupOutcome outcome);

    /**
     * Starts to restore the newest backup that is complete, if there is one.
     *
     * @param outcome how that ends
     */
    void restoreNewestBackup(BackupOutcome outcome);

    /**
     * Starts to install a mod from Modrinth.
     *
     * @param project the project's id
     * @param version the id of the project's version
     * @param outcome how that ends
     */
    void installMod(String project, String version, InstallOutcome outcome);

    /**
     * Starts to extract an archive.
     *
     * @param path its path on the server
     * @param outcome how that ends
     */
    void extractArchive(String path, ExtractionOutcome outcome);

    /**
     * Crashes the server's process.
     *
     * @param exitCode its exit code, not 0; empty for none
     */
    void crash(OptionalInt exitCode);

    /** Crashes the server's process as out of memory. */
    void crashOutOfMemory();

    /** Warns every socket that its token expires, and lets all tokens issued so far expire after the warning time. */
    void expireTokens();

    /**
     * Sends an event; lines of the console in it become part of the history.
     *
     * @param event the event
     */
    void sendEvent(ArchonEvent event);

    /**
     * Sends a text message that does not become part of the history.
     *
     * @param payload the payload, which need not be JSON or UTF-8; it must not be changed afterwards
     */
    void sendText(byte[] payload);

    /**
     * Sends a text message that becomes part of the history as one line of the console.
     *
     * @param payload the payload; it must not be changed afterwards
     */
    void sendLogMessage(byte[] payload);

    /**
     * Sends a binary message.
     *
     * @param payload the payload; it must not be changed afterwards
     */
    void sendBinary(byte[] payload);

    /**
     * Sends a WebSocket ping.
     *
     * @param payload the payload, 0 to 125 bytes; it must not be changed afterwards
     */
    void sendPing(byte[] payload);

    /** Sends the console's history once more. */
    void sendHistory();

    /**
     * Closes every socket with a close frame.
     *
     * @param code the close code, one that may be sent
     * @param reason the reason, at most 123 bytes in UTF-8
     */
    void close(int code, String reason);

    /** Closes every socket without a close frame. */
    void drop();

    /** Closes every socket with a TCP reset. */
    void reset();
}
