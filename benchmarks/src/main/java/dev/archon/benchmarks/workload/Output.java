package dev.archon.benchmarks.workload;

/** What a contender makes of the messages that it reads. */
public enum Output {
    /** An event for each message. */
    EVENTS,

    /** The lines of the console, each as the panel shows it. */
    LINES
}
