package dev.archon.simulator.conformance;

import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Something that the kit does during a case. */
public sealed interface CaseStep {

    /**
     * Returns what is done, as reports show it.
     *
     * @return a few words
     */
    String label();

    /**
     * The server does something.
     *
     * @param label what
     * @param action the action
     */
    record Perform(String label, Action action) implements CaseStep {}

    /**
     * A fault is switched on.
     *
     * @param label what goes wrong
     * @param fault the fault
     * @param times how often it hits; empty if it lasts
     */
    record SwitchOn(String label, Fault fault, OptionalInt times) implements CaseStep {}

    /**
     * All faults are switched off.
     *
     * @param label what is well again
     */
    record SwitchOff(String label) implements CaseStep {}

    /**
     * The client is given a line on its standard input.
     *
     * @param line the line
     */
    record Type(String line) implements CaseStep {

        @Override
        public String label() {
            return "types '" + (line.length() > 40 ? line.substring(0, 40) + "..." : line) + "'";
        }
    }

    /** The client's standard input is closed. */
    record CloseInput() implements CaseStep {

        @Override
        public String label() {
            return "closes standard input";
        }
    }

    /**
     * Nothing is done for a while.
     *
     * @param time how long
     */
    record Pause(Duration time) implements CaseStep {

        @Override
        public String label() {
            return "waits " + Spans.text(time);
        }
    }

    /**
     * Waits until something was seen.
     *
     * @param label what
     * @param condition told the journal so far
     * @param limit how long to wait at most
     * @param needed whether the case is over if it does not come
     */
    record Await(String label, Predicate<CaseJournal> condition, Duration limit, boolean needed) implements CaseStep {}
}
