package dev.archon.simulator.game.command;

import java.util.function.Function;

/** The types of arguments that have nothing to do with a particular game. */
public final class ArgumentTypes {

    private static final int TICKS_A_SECOND = 20;
    private static final int TICKS_A_DAY = 24_000;

    private ArgumentTypes() {}

    /**
     * Returns a type that takes all that is left of the line, with its spaces.
     *
     * @return the type
     */
    public static ArgumentType<String> text() {
        return CommandReader::readRest;
    }

    /**
     * Returns a type for {@code true} and {@code false}.
     *
     * @return the type
     */
    public static ArgumentType<Boolean> bool() {
        return reader -> {
            int start = reader.position();
            String word = reader.readWhile(ArgumentTypes::isUnquoted);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "" -> throw reader.error("Expected boolean", start);
                default ->
                    throw reader.error("Invalid boolean, expected 'true' or 'false' but found '" + word + "'", start);
            };
        };
    }

    /**
     * Returns a type for whole numbers.
     *
     * @param least the least that is taken
     * @return the type
     */
    public static ArgumentType<Integer> integer(int least) {
        return reader -> {
            int start = reader.position();
            int number = number(reader, "integer", Integer::parseInt);
            if (number < least) {
                throw reader.error("Integer must not be less than " + least + ", found " + number, start);
            }
            return number;
        };
    }

    /**
     * Returns a type for spans of time: a number of ticks, of seconds with an {@code s}, or of days with a {@code d}.
     *
     * @param least the least number of ticks that is taken
     * @return the type; its values are ticks
     */
    public static ArgumentType<Integer> time(int least) {
        return reader -> {
            float number = number(reader, "float", Float::parseFloat);
            int factor = switch (reader.readWhile(ArgumentTypes::isUnquoted)) {
                case "", "t" -> 1;
                case "s" -> TICKS_A_SECOND;
                case "d" -> TICKS_A_DAY;
                default -> throw reader.error("Invalid unit");
            };
            int ticks = Math.round(number * factor);
            if (ticks < least) {
                throw reader.error("The tick count must not be less than " + least + ", found " + ticks);
            }
            return ticks;
        };
    }

    /**
     * Reads a decimal number.
     *
     * @param reader stands at its first character
     * @return the number
     * @throws CommandException if there is none
     */
    public static double decimal(CommandReader reader) throws CommandException {
        return number(reader, "double", Double::parseDouble);
    }

    /**
     * Returns whether a character may stand in a word without quotation marks.
     *
     * @param character the character
     * @return whether it is a letter or digit of ASCII or one of {@code _ - . +}
     */
    public static boolean isUnquoted(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "_-.+".indexOf(character) >= 0;
    }

    private static <T> T number(CommandReader reader, String kind, Function<String, T> parser) throws CommandException {
        int start = reader.position();
        String digits = reader.readWhile(character -> "0123456789.-".indexOf(character) >= 0);
        if (digits.isEmpty()) {
            throw reader.error("Expected " + kind, start);
        }
        try {
            return parser.apply(digits);
        } catch (NumberFormatException e) {
            throw reader.error("Invalid " + kind + " '" + digits + "'", start);
        }
    }
}
