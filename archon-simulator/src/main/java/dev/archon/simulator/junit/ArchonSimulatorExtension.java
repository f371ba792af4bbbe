package dev.archon.simulator.junit;

import org.junit.jupiter.api.extension.Extension;

/** x. */
public final class ArchonSimulatorExtension implements Extension {
    /** x. */
    public ArchonSimulatorExtension() {}
}
