package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerVariant;
import dev.archon.protocol.event.StateEvent;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Tells the whole state of a server in one {@code state} event, beside {@code power-state} and in agreement with it. */
final class WholeState {

    private static final long UNKNOWN_FAILURE = 1;

    private final ServerProcess process;
    private final Maintenance maintenance;
    private final Installations installations;
    private final Consumer<ArchonEvent> out;
    private StateEvent last;

    WholeState(ServerProcess process, Maintenance maintenance, Installations installations, Consumer<ArchonEvent> out) {
        this.process = process;
        this.maintenance = maintenance;
        this.installations = installations;
        this.out = out;
        this.last = event();
    }

    /** Tells it, if anything has changed since it was told last. */
    void tellIfChanged() {
        if (!last.equals(withUptime(last.uptime().orElse(0)))) {
            tell();
        }
    }

    void tell() {
        StateEvent now = event();
        last = now;
        out.accept(now);
    }

    StateEvent event() {
        return withUptime(process.uptime().toSeconds());
    }

    private StateEvent withUptime(long uptime) {
        return new StateEvent(
                "power " + process.state().text() + (maintenance.isUnderWay() ? ", under maintenance" : ""),
                variant().text(),
                exitCode(),
                process.power().oomKilled(),
                process.target().map(target -> target.text()),
                uptime,
                installations.progress(),
                installations.error());
    }

    /** A {@code state} says crashed only by a code other than 0, so a crash without a code is told as 1. */
    private OptionalLong exitCode() {
        OptionalLong code = process.isAlive() ? OptionalLong.empty() : process.exitCode();
        return process.state() == PowerState.CRASHED && code.isEmpty() ? OptionalLong.of(UNKNOWN_FAILURE) : code;
    }

    /** {@code not_ready} means stopped: a server that has crashed stays {@code idle} during maintenance. */
    private PowerVariant variant() {
        return switch (process.state()) {
            case RUNNING -> PowerVariant.RUNNING;
            case STARTING -> PowerVariant.STARTING;
            case STOPPING -> PowerVariant.STOPPING;
            case CRASHED -> PowerVariant.IDLE;
            case STOPPED, UNKNOWN -> maintenance.isUnderWay() ? PowerVariant.NOT_READY : PowerVariant.IDLE;
        };
    }
}
