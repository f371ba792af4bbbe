package dev.archon.simulator.internal.wire;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.scenario.EventStyle;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The lines of floods that are too fast to encode each line: {@link FloodLines} that are made anew whenever the second that
 * they show is over. The numbers go on from one portion to the next. Belongs to the server's loop.
 */
final class FastLines {

    /** How many blocks are handed on together, so that a socket writes the first ones while the next ones are made. */
    private static final int GROUP = 16;

    private final VirtualScheduler agenda;
    private final Supplier<EventStyle> style;
    private final Random random;
    private Optional<Template> template = Optional.empty();
    private long printed;

    private record Template(EventStyle style, Instant second, FloodLines lines) {}

    /**
     * Makes lines none of which has been printed.
     *
     * @param agenda the time that the lines show
     * @param style supplies the messages that carry the lines
     * @param random the source of their coordinates
     */
    FastLines(VirtualScheduler agenda, Supplier<EventStyle> style, Random random) {
        this.agenda = agenda;
        this.style = style;
        this.random = random;
    }

    /**
     * Prints the next lines.
     *
     * @param count how many
     * @param out is called with groups of blocks
     */
    void print(int count, Consumer<List<Block>> out) {
        FloodLines lines = lines();
        List<Block> group = new ArrayList<>(GROUP);
        long next = printed;
        long end = printed + count;
        while (next < end) {
            int from = (int) (next % FloodLines.BLOCK);
            int to = (int) Math.min(FloodLines.BLOCK, from + end - next);
            group.add(lines.block(blockOf(next), from, to));
            next += to - from;
            if (group.size() == GROUP || next == end) {
                out.accept(List.copyOf(group));
                group.clear();
            }
        }
    }

    /**
     * The messages of the last of the next lines, one a line.
     *
     * @param count how many lines come next
     * @param last how many of them are wanted
     * @param out is called with each message
     */
    void last(int count, int last, Consumer<byte[]> out) {
        FloodLines lines = lines();
        for (long next = printed + count - last; next < printed + count; next++) {
            out.accept(lines.message(blockOf(next), (int) (next % FloodLines.BLOCK)));
        }
    }

    /** Counts the next lines as printed. */
    void advance(int count) {
        printed += count;
    }

    private static long blockOf(long number) {
        return number / FloodLines.BLOCK % (FloodLines.MOST / FloodLines.BLOCK);
    }

    private FloodLines lines() {
        EventStyle wanted = style.get();
        Instant second = agenda.now().truncatedTo(ChronoUnit.SECONDS);
        Template current = template.filter(made -> made.style == wanted && made.second.equals(second))
                .orElseGet(() -> new Template(wanted, second, new FloodLines(wanted, second, random)));
        template = Optional.of(current);
        return current.lines;
    }
}
