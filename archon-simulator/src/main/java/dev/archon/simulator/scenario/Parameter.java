package dev.archon.simulator.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A parameter of a {@link Kind}.
 *
 * @param name its name in a scenario file
 * @param type the form of its value there
 * @param summary its meaning
 * @param required whether it is required
 * @param fallback its value when it is absent; empty if it is required, or if its absence has a meaning, which the summary
 *     explains
 * @param least the smallest number that is allowed
 * @param most the largest number that is allowed
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

    /** The form of a value in a scenario file. */
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
