package dev.archon.examples;

import dev.archon.client.ServerSnapshot;
import dev.archon.client.ServerStatus;
import dev.archon.client.Timestamped;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.ServerPower;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.session.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns a dashboard's state into text: no line has a control character, none is wider than the terminal. */
final class DashboardView {

    private static final int BAR = 24;
    private static final double GIB = 1L << 30;

    private DashboardView() {}

    /**
     * The whole dashboard.
     *
     * @param state what to show
     * @param size the room that there is
     * @return the lines, top first; as many as there is room for
     */
    static List<String> lines(DashboardState state, TerminalSize size) {
        List<String> lines = new ArrayList<>();
        lines.add(state.server() + "  " + connection(state));
        lines.add("");
        lines.add("power    " + power(state.snapshot(), state.now()));
        state.snapshot().stats().ifPresentOrElse(stats -> addStats(lines, stats.value(), age(state)), () -> {
            lines.add("CPU      not known yet");
            lines.add("RAM      not known yet");
        });
        addBackups(lines, state.snapshot());
        String rule = "\u2500".repeat(size.columns());
        lines.add(rule);
        int room = Math.max(0, size.rows() - lines.size() - 2);
        List<String> log = state.log();
        lines.addAll(log.subList(Math.max(0, log.size() - room), log.size()));
        for (int missing = Math.min(room, DashboardState.LOG_LINES) - log.size(); missing > 0; missing--) {
            lines.add("");
        }
        lines.add(rule);
        lines.add("Ctrl-C or :quit ends it");
        return lines.stream()
                .limit(size.rows())
                .map(line -> cut(TerminalText.plain(line), size.columns()))
                .toList();
    }

    /** The same in one line, without the log. */
    static String summary(DashboardState state) {
        List<String> parts = new ArrayList<>(List.of(connection(state), power(state.snapshot(), state.now())));
        state.snapshot()
                .stats()
                .map(Timestamped::value)
                .ifPresent(stats -> parts.add("CPU "
                        + percent(stats.cpuPercent().orElse(0) / 100).strip() + ", RAM " + ram(stats) + age(state)));
        for (BackupProgressEvent backup : active(state.snapshot())) {
            parts.add("backup " + backup.task() + " "
                    + percent(backup.clampedProgress().orElse(0)).strip());
        }
        return TerminalText.plain(state.server() + ": " + String.join("; ", parts));
    }

    private static String connection(DashboardState state) {
        ServerStatus status = state.status();
        String word = status.state().name().toLowerCase(Locale.ROOT);
        if (status.connected()) {
            return word;
        }
        String attempt = status.attempt() > 0 ? ", attempt " + status.attempt() + " of " + state.attempts() : "";
        return word
                + attempt
                + status.lastCause().map(Cause::describe).map(why -> ": " + why).orElse("");
    }

    private static String power(ServerSnapshot snapshot, Instant now) {
        if (snapshot.power().isEmpty()) {
            return "not known yet";
        }
        ServerPower power = snapshot.power().get().value();
        StringBuilder text = new StringBuilder(power.state().name().toLowerCase(Locale.ROOT));
        if (power.state() == PowerState.RUNNING) {
            snapshot.uptime(now).ifPresent(up -> text.append(", up ").append(duration(up.toSeconds())));
        }
        power.exitCode().ifPresent(code -> text.append(", exit code ").append(code));
        if (power.outOfMemory().orElse(false)) {
            text.append(", out of memory");
        }
        return text.toString();
    }

    /** How old figures are that are not the present ones any more. */
    private static String age(DashboardState state) {
        Instant now = state.now();
        return state.snapshot()
                .stats()
                .filter(stats -> state.snapshot().isStale(now))
                .map(stats -> " (" + duration(stats.age(now).toSeconds()) + " ago)")
                .orElse("");
    }

    private static void addStats(List<String> lines, StatsEvent stats, String age) {
        double cpu = stats.cpuPercent().orElse(0) / 100;
        double ram =
                share(stats.ramUsageBytes().orElse(0), stats.ramTotalBytes().orElse(0));
        lines.add("CPU      " + bar(cpu) + " " + percent(cpu) + age);
        lines.add("RAM      " + bar(ram) + " " + percent(ram) + "  " + ram(stats) + age);
    }

    private static void addBackups(List<String> lines, ServerSnapshot snapshot) {
        List<BackupProgressEvent> active = active(snapshot);
        if (active.isEmpty()) {
            lines.add("backups  none active");
        }
        String label = "backups  ";
        for (BackupProgressEvent backup : active) {
            double done = backup.clampedProgress().orElse(0);
            lines.add(label + bar(done) + " " + percent(done) + "  " + backup.task() + " " + backup.id());
            label = " ".repeat(label.length());
        }
    }

    private static List<BackupProgressEvent> active(ServerSnapshot snapshot) {
        return snapshot.backups().stream()
                .map(Timestamped::value)
                .filter(backup ->
                        backup.stateValue() == BackupState.ONGOING || backup.stateValue() == BackupState.PENDING)
                .toList();
    }

    private static String ram(StatsEvent stats) {
        return String.format(
                Locale.ROOT,
                "%.1f of %.1f GiB",
                stats.ramUsageBytes().orElse(0) / GIB,
                stats.ramTotalBytes().orElse(0) / GIB);
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? 0 : (double) part / whole;
    }

    private static String bar(double share) {
        int filled = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR);
        return "\u2588".repeat(filled) + "\u2591".repeat(BAR - filled);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%5.1f %%", share * 100);
    }

    private static String duration(long seconds) {
        long hours = seconds / 3600;
        long days = hours / 24;
        if (days > 0) {
            return days + " d " + hours % 24 + " h";
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60);
    }

    private static String cut(String line, int columns) {
        if (line.codePointCount(0, line.length()) <= columns) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, columns - 1)) + "\u2026";
    }
}
