package dev.archon.client.internal.dispatch;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages as events.
 *
 * @param events one or more, not changed any more
 */
record EventMessages(List<ArchonEvent> events) implements Messages {

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public long weight(int index) {
        return EventWeight.of(events.get(index));
    }

    @Override
    public RetentionRule retention(int index) {
        return RetentionRule.of(events.get(index));
    }

    @Override
    public long lines(int from, int to) {
        long lines = 0;
        for (int i = from; i < to; i++) {
            lines += ConsoleFormat.count(events.get(i));
        }
        return lines;
    }

    @Override
    public EventMessages part(int from, int to) {
        if (to - from == events.size()) {
            return this;
        }
        return new EventMessages(
                to - from == 1 ? List.of(events.get(from)) : new ArrayList<>(events.subList(from, to)));
    }
}
