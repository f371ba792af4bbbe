package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerVariant;
import dev.archon.protocol.event.StateEvent;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Emits {@code state} events, which have the whole state of a server and agree with its {@code power-state} events. */
final class StateReporter {

    private static final long UNKNOWN_FAILURE = 1;

    private final ServerProcess process;
    private final Maintenance maintenance;
    private final Installations installations;
    private final Consumer<ArchonEvent> out;
    private StateEvent last;

    StateReporter(
            ServerProcess process, Maintenance maintenance, Installations installations, Consumer<ArchonEvent> out) {
        this.process = process;
        this.maintenance = maintenance;
        this.installations = installations;
        this.out = out;
        this.last = event();
    }

    /** Emits the state if anything but the uptime has changed since the last time. */
    void emitIfChanged() {
        if (!last.equals(withUptime(last.uptime().orElse(0)))) {
            emit();
        }
    }

    void emit() {
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

    /** In a {@code state} only a code other than 0 means crashed, so a crash without a code is reported as 1. */
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
