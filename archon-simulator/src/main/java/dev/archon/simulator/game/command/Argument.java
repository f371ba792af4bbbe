package dev.archon.simulator.game.command;

/**
 * An argument of a command: the key by which its value is found.
 *
 * @param name the name that usage lines show
 * @param type reads the value
 * @param <T> the values
 */
public record Argument<T>(String name, ArgumentType<T> type) {}
