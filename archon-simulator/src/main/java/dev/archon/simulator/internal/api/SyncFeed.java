package dev.archon.simulator.internal.api;

import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.rest.BackupOperationState;
import dev.archon.simulator.game.ModelChange;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.server.ServerHost;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of one server on the sync channel: its clients, and the last events for those that come back with an id. It
 * belongs to the server's loop.
 */
final class SyncFeed {

    /** How many events are kept for clients that come back. */
    static final int KEPT = 1000;

    private static final String ALL = "all";
    private static final String PROTOCOL = "protocol";

    private final ServerHost host;
    private final Deque<Event> kept = new ArrayDeque<>();
    private final Map<SyncSubscriber, Set<String>> subscribers = new LinkedHashMap<>();
    private long newest;
    private boolean ended;

    SyncFeed(ServerHost host) {
        this.host = host;
        host.game().onChange(this::changed);
    }

    /**
     * One event.
     *
     * @param category the start of its type, up to the first dot
     */
    private record Event(long id, String category, String message) {

        boolean isFor(Set<String> categories) {
            return categories.contains(ALL) || category.equals(PROTOCOL) || categories.contains(category);
        }
    }

    /**
     * Adds a client. If its last id is not known any more, it is told to start again, and its stream ends.
     *
     * @param categories the categories of events that it receives, or {@code all}
     * @param lastId the id of the last event that it has; empty for none
     * @param subscriber the client
     */
    void subscribe(Set<String> categories, Optional<String> lastId, SyncSubscriber subscriber) {
        if (ended) {
            subscriber.end();
            return;
        }
        subscriber.send("retry: 1000\n\n");
        if (lastId.isPresent()) {
            String text = lastId.get();
            if (!text.matches("[0-9]{1,18}")) {
                refuse(subscriber, "protocol.invalid");
                return;
            }
            long last = Long.parseLong(text);
            long oldest = newest - kept.size();
            if (last < oldest || last > newest) {
                refuse(subscriber, "protocol.reset");
                return;
            }
            // Together, since a client is disconnected when too much waits before it has read anything.
            subscriber.send(kept.stream()
                    .filter(event -> event.id > last && event.isFor(categories))
                    .map(Event::message)
                    .collect(Collectors.joining()));
        }
        subscribers.put(subscriber, categories);
    }

    private static void refuse(SyncSubscriber subscriber, String type) {
        subscriber.send("data: {\"type\":\"" + type + "\"}\n\n");
        subscriber.end();
    }

    /** Ends the stream of every client, and of those that are still to come. */
    void end() {
        ended = true;
        List.copyOf(subscribers.keySet()).forEach(SyncSubscriber::end);
        subscribers.clear();
    }

    void unsubscribe(SyncSubscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private void publish(ObjectNode data) {
        String type = data.path("type").asString("");
        newest++;
        Event event = new Event(
                newest,
                type.substring(0, type.indexOf('.')),
                "id: " + newest + "\ndata: " + JsonText.text(data) + "\n\n");
        kept.addLast(event);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
        List.copyOf(subscribers.entrySet()).forEach(subscriber -> {
            if (event.isFor(subscriber.getValue())) {
                subscriber.getKey().send(event.message);
            }
        });
    }

    private void changed(ModelChange change) {
        if (change instanceof ModelChange.BackupCreated created) {
            publish(event("backup.new").put("id", created.backup().toString()));
        } else if (change instanceof ModelChange.BackupRenamed renamed) {
            publish(ofWorld("backup.patch")
                    .put("backup_id", renamed.backup().toString())
                    .put("name", renamed.name()));
        } else if (change instanceof ModelChange.BackupDeleted deleted) {
            publish(ofWorld("backup.delete").put("backup_id", deleted.backup().toString()));
        } else if (change instanceof ModelChange.BackupOperationChanged operation) {
            publish(operation(operation));
        } else if (change instanceof ModelChange.AddonInstalled installed) {
            ObjectNode event = ofWorld("world.content.addon.patch");
            event.putArray("specs").add(ServerJson.addon(installed.addon()));
            publish(event);
        } else if (change instanceof ModelChange.SoftwareChanged) {
            ObjectNode event = ofWorld("world.content.base.update");
            event.set("spec", ServerJson.addons(host));
            publish(event);
        }
    }

    private ObjectNode operation(ModelChange.BackupOperationChanged change) {
        String stage = switch (change.state()) {
            case PENDING -> "init";
            case ONGOING -> "start";
            case COMPLETED, CANCELLED, FAILED, TIMED_OUT, UNKNOWN -> "done";
        };
        String task = change.task() == BackupTask.RESTORE ? "restore" : "create";
        ObjectNode event = ofWorld("backup.operation." + task + "." + stage)
                .put("backup_id", change.backup().toString())
                .put("operation_id", change.operation());
        if (stage.equals("done")) {
            // Here the channel and the list of backups spell one state differently.
            event.put(
                    "status",
                    change.state() == BackupOperationState.TIMED_OUT
                            ? "timed-out"
                            : change.state().text());
        }
        return event;
    }

    private static ObjectNode event(String type) {
        return JsonText.object().put("type", type);
    }

    private ObjectNode ofWorld(String type) {
        return event(type).put("world_id", host.game().installations().worldId());
    }
}
