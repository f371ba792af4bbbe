package dev.archon.simulator.game.command;

/**
 * Reads the value of an argument.
 *
 * @param <T> the values
 */
@FunctionalInterface
public interface ArgumentType<T> {

    /**
     * Reads one value and leaves the reader behind it.
     *
     * @param reader stands at the argument's first character
     * @return the value
     * @throws CommandException if there is none
     */
    T parse(CommandReader reader) throws CommandException;
}
