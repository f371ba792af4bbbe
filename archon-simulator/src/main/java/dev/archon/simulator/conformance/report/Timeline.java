package dev.archon.simulator.conformance.report;

import dev.archon.simulator.conformance.CaseJournal;
import dev.archon.simulator.conformance.Peer;
import dev.archon.simulator.conformance.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Draws a journal as lanes over time. */
final class Timeline {

    /** How many entries are drawn and listed. */
    static final int MOST = 2000;

    private static final int WIDTH = 900;
    private static final int LEFT = 110;
    private static final int RIGHT = 20;
    private static final int LANE = 26;
    private static final int TICKS = 6;

    private enum Lane {
        KIT(0, "kit", "kit"),
        REST(1, "HTTP", "client"),
        CLIENT(2, "client sends", "client"),
        SERVER(3, "server sends", "server"),
        END(4, "ends", "kit");

        private final int place;
        private final String title;
        private final String style;

        Lane(int place, String title, String style) {
            this.place = place;
            this.title = title;
            this.style = style;
        }
    }

    private Timeline() {}

    static String svg(CaseJournal journal) {
        double seconds = Math.max(0.1, journal.end().toMillis() / 1000.0);
        int lanes = Lane.values().length;
        int height = lanes * LANE + 30;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"timeline of %.1f seconds\">",
                WIDTH,
                height,
                seconds));
        for (Lane lane : Lane.values()) {
            int y = middle(lane);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
                    y + 4,
                    lane.title,
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    y));
        }
        for (int tick = 0; tick <= TICKS; tick++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f s</text>",
                    x(seconds * tick / TICKS, seconds),
                    height - 6,
                    seconds * tick / TICKS));
        }
        List<Seen> seen = journal.seen();
        seen.stream().limit(MOST).forEach(one -> mark(svg, one, seconds));
        return svg.append("</svg>").toString();
    }

    private static void mark(StringBuilder svg, Seen seen, double seconds) {
        Lane lane = lane(seen);
        svg.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"4\"><title>%.3f s: %s</title></circle>",
                lane.style,
                x(inSeconds(seen.at()), seconds),
                middle(lane),
                inSeconds(seen.at()),
                Html.text(SeenText.of(seen))));
    }

    private static double inSeconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static double x(double at, double seconds) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(1, at / seconds);
    }

    private static int middle(Lane lane) {
        return lane.place * LANE + LANE / 2;
    }

    private static Lane lane(Seen seen) {
        if (seen instanceof Seen.Request || seen instanceof Seen.Response) {
            return Lane.REST;
        }
        if (seen instanceof Seen.Frame frame) {
            return frame.by() == Peer.CLIENT ? Lane.CLIENT : Lane.SERVER;
        }
        if (seen instanceof Seen.Message || seen instanceof Seen.Printed || seen instanceof Seen.Leaked) {
            return Lane.CLIENT;
        }
        return seen instanceof Seen.Ended || seen instanceof Seen.Exited ? Lane.END : Lane.KIT;
    }
}
