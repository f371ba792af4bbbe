package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.PowerVariant;
import dev.archon.protocol.event.StateEvent;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Tells the whole state of a server in one event, as newer servers do beside the older events. */
final class WholeState {

    private final ServerProcess process;
    private final Maintenance maintenance;
    private final Installations installations;
    private final Consumer<ArchonEvent> out;
    private Optional<StateEvent> last = Optional.empty();

    WholeState(ServerProcess process, Maintenance maintenance, Installations installations, Consumer<ArchonEvent> out) {
        this.process = process;
        this.maintenance = maintenance;
        this.installations = installations;
        this.out = out;
    }

    /** Tells it, if anything has changed since it was told last. */
    void tellIfChanged() {
        if (!last.equals(Optional.of(withUptime(
                last.map(StateEvent::uptime).orElse(OptionalLong.empty()).orElse(0))))) {
            tell();
        }
    }

    void tell() {
        StateEvent now = event();
        last = Optional.of(now);
        out.accept(now);
    }

    StateEvent event() {
        return withUptime(process.uptime().toSeconds());
    }

    private StateEvent withUptime(long uptime) {
        boolean ended = !process.isAlive() && process.exitCode().isPresent();
        return new StateEvent(
                "power " + process.state().text() + (maintenance.isUnderWay() ? ", under maintenance" : ""),
                variant().text(),
                ended ? process.exitCode() : OptionalLong.empty(),
                process.power().oomKilled(),
                process.target().map(target -> target.text()),
                uptime,
                installations.progress(),
                installations.error());
    }

    private PowerVariant variant() {
        return switch (process.state()) {
            case RUNNING -> PowerVariant.RUNNING;
            case STARTING -> PowerVariant.STARTING;
            case STOPPING -> PowerVariant.STOPPING;
            case STOPPED, CRASHED, UNKNOWN -> maintenance.isUnderWay() ? PowerVariant.NOT_READY : PowerVariant.IDLE;
        };
    }
}
