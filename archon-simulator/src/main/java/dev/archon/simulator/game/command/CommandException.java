package dev.archon.simulator.game.command;

import java.util.OptionalInt;

/** A command that cannot be parsed or carried out. The message is what the console prints. */
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1;

    private final int position;

    /**
     * Creates an error of a command that was parsed and could not be carried out.
     *
     * @param message what the console prints
     */
    public CommandException(String message) {
        this(message, -1);
    }

    CommandException(String message, int position) {
        super(message);
        this.position = position;
    }

    /**
     * Returns where in the line the error is.
     *
     * @return an index into the line, at most its length; empty if the error has no place in it
     */
    public OptionalInt position() {
        return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
    }
}
