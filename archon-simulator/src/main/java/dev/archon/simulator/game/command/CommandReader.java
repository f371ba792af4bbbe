package dev.archon.simulator.game.command;

import java.util.function.IntPredicate;

/** A typed line and the position up to which it has been read. */
public final class CommandReader {

    private final String line;
    private int position;

    CommandReader(String line, int position) {
        this.line = line;
        this.position = position;
    }

    CommandReader copy() {
        return new CommandReader(line, position);
    }

    /**
     * Returns whether there are characters left.
     *
     * @return whether the end has not been reached
     */
    public boolean canRead() {
        return canRead(1);
    }

    boolean canRead(int characters) {
        return position + characters <= line.length();
    }

    /**
     * Returns the next character without moving on. There must be one.
     *
     * @return the character
     */
    public char peek() {
        return line.charAt(position);
    }

    /** Moves on by one character. */
    public void skip() {
        position++;
    }

    /**
     * Returns how much of the line has been read.
     *
     * @return an index into the line
     */
    public int position() {
        return position;
    }

    /**
     * Reads everything that is left.
     *
     * @return the text; empty if nothing is left
     */
    public String readRest() {
        String rest = line.substring(position);
        position = line.length();
        return rest;
    }

    /**
     * Reads up to the next space.
     *
     * @return the text; empty if a space is next
     */
    public String readWord() {
        return readWhile(character -> character != ' ');
    }

    /**
     * Reads as long as the characters fit.
     *
     * @param fits which characters fit
     * @return the text; empty if the next character does not fit
     */
    public String readWhile(IntPredicate fits) {
        int start = position;
        while (canRead() && fits.test(peek())) {
            position++;
        }
        return line.substring(start, position);
    }

    /**
     * Returns what has been read behind a position.
     *
     * @param start an index into the line, not behind the present position
     * @return the text
     */
    public String readSince(int start) {
        return line.substring(start, position);
    }

    /**
     * Creates an error at the present position.
     *
     * @param message what the console prints
     * @return the error, to be thrown
     */
    public CommandException error(String message) {
        return error(message, position);
    }

    /**
     * Creates an error at another position.
     *
     * @param message what the console prints
     * @param at an index into the line
     * @return the error, to be thrown
     */
    public CommandException error(String message, int at) {
        return new CommandException(message, at);
    }
}
