package dev.archon.simulator.game.command;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The values of a command's arguments. */
public final class Arguments {

    static final Arguments NONE = new Arguments(Map.of());

    private final Map<Argument<?>, Object> values;

    private Arguments(Map<Argument<?>, Object> values) {
        this.values = values;
    }

    <T> Arguments with(Argument<T> argument, CommandReader reader) throws CommandException {
        Map<Argument<?>, Object> more = new HashMap<>(values);
        more.put(argument, argument.type().parse(reader));
        return new Arguments(more);
    }

    /**
     * Returns the value of an argument that was given.
     *
     * @param argument the argument
     * @param <T> its values
     * @return the value
     * @throws NoSuchElementException if the command does not have the argument, or it was left out
     */
    public <T> T get(Argument<T> argument) {
        return find(argument).orElseThrow(() -> new NoSuchElementException("no argument " + argument.name()));
    }

    /**
     * Returns the value of an argument that may have been left out.
     *
     * @param argument the argument
     * @param <T> its values
     * @return the value, or empty if it was left out
     */
    @SuppressWarnings("unchecked") // Only with() puts values in, and it has them from the argument's own type.
    public <T> Optional<T> find(Argument<T> argument) {
        return Optional.ofNullable((T) values.get(argument));
    }
}
