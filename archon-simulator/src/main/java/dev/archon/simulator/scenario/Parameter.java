package dev.archon.simulator.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that a {@link Kind} takes.
 *
 * @param name its name in a scenario file
 * @param type what its value looks like there
 * @param summary what it means
 * @param required whether it must be given
 * @param fallback what counts when it is not given; empty if it is required, or if there is a meaning in its absence, which
 *     the summary has then
 * @param least the least that a number may be
 * @param most the most that a number may be
 * @param choices the texts that a {@link Type#CHOICE} may be
 */
public record Parameter(
        String name,
        Type type,
        String summary,
        boolean required,
        Optional<String> fallback,
        OptionalInt least,
        OptionalInt most,
        List<String> choices) {

    /** What a value looks like in a scenario file. */
    public enum Type {
        /** A whole number. */
        NUMBER,

        /** A string. */
        TEXT,

        /** One of a few strings. */
        CHOICE,

        /** {@code true} or {@code false}. */
        FLAG,

        /** An object whose values are strings. */
        TEXTS,

        /** Any JSON value. */
        JSON,

        /** A string such as {@code "1.5s"}: a number and {@code ms}, {@code s}, {@code m} or {@code h}. */
        DURATION,

        /** A duration, or <code>{"from": "1s", "to": "5s"}</code> for one that is drawn. */
        SPAN,

        /** An event of the protocol, as an object. */
        EVENT,

        /** An action, as an object. */
        ACTION,

        /** A fault, as an object. */
        FAULT,

        /** A list of steps. */
        STEPS,

        /** A list of <code>{"weight": 1, "steps": [...]}</code>. */
        OPTIONS
    }

    /** Copies the choices. */
    public Parameter {
        choices = List.copyOf(choices);
    }
}
