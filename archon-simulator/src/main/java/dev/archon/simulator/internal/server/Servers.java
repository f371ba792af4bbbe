package dev.archon.simulator.internal.server;

import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Scenario;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The servers of a simulator, which come and go while it runs. Changes are made one after the other, in the order in which
 * they were asked for. May be used from any thread; nothing here blocks but {@link #start}.
 */
public final class Servers {

    private static final int LONGEST_ID = 200;
    private static final int GOING_AWAY = 1001;
    private static final int SERVICE_RESTART = 1012;

    private final ServerConfig config;
    private final EventLoopGroup loops;
    private final Consumer<JournalEntry> journal;
    private final Tokens tokens;
    private final List<String> first;
    private final Function<String, List<Scenario>> scenarios;
    private final LiveServers live = new LiveServers();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final List<Runnable> resets = new CopyOnWriteArrayList<>();
    private CompletableFuture<?> latestChange = CompletableFuture.completedFuture(null);
    private int places;

    /** Is told of servers that come and go. */
    public interface Follower {

        /**
         * A server has been made, and does nothing yet.
         *
         * @param server the server
         */
        void added(ServerHost server);

        /**
         * A server is about to end, and is not among the servers any more.
         *
         * @param server the server
         */
        void removed(ServerHost server);
    }

    /**
     * Makes the servers of the start, which do nothing until they are {@linkplain #start started}.
     *
     * @param config what every server is like
     * @param loops what servers live on
     * @param journal is told what clients do
     * @param tokens makes and checks tokens
     * @param first the ids of the servers that are there at the start, and again after a reset
     * @param scenarios what a server plays from its start, by its id
     */
    public Servers(
            ServerConfig config,
            EventLoopGroup loops,
            Consumer<JournalEntry> journal,
            Tokens tokens,
            List<String> first,
            Function<String, List<Scenario>> scenarios) {
        this.config = config;
        this.loops = loops;
        this.journal = journal;
        this.tokens = tokens;
        this.first = List.copyOf(first);
        this.scenarios = scenarios;
        List<ServerHost> made = new ArrayList<>();
        first.forEach(id -> made.add(make(id, made.size(), loops.next())));
        live.replace(made);
        this.places = made.size();
    }

    private ServerHost make(String id, int place, EventLoop loop) {
        return new ServerHost(id, place, config, loop, journal, tokens);
    }

    /**
     * The servers by their ids.
     *
     * @return a view of the servers as they are at any time, in the order in which they were added; it cannot be changed
     */
    public Map<String, ServerHost> all() {
        return live;
    }

    /**
     * Tells someone of all servers, those that are there already among them.
     *
     * @param follower is called on the thread of this call, and later on that of the server
     */
    public void follow(Follower follower) {
        live.values().forEach(follower::added);
        followers.add(follower);
    }

    /**
     * Registers what has to be set back when the simulator is reset.
     *
     * @param action runs on one of the simulator's threads, and must not block
     */
    public void onReset(Runnable action) {
        resets.add(action);
    }

    /** Lets the servers of the start live. */
    public void start() {
        live.forEach((id, server) -> server.start(scenarios.apply(id)));
    }

    /**
     * Adds a server, which plays the scenarios that every server plays.
     *
     * @param id its id, 1 to 200 characters
     * @return completes with the server when clients can connect to it; exceptionally with an {@link
     *     IllegalArgumentException} if the id is not allowed, a {@link ServerExistsException} if it is
     *     taken, and an {@link IllegalStateException} if the simulator is closed
     */
    public CompletableFuture<ServerHost> add(String id) {
        return change(() -> {
            if (id.isEmpty() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("the id of a server must have 1 to " + LONGEST_ID
                        + " characters, none of them a control character");
            }
            if (live.containsKey(id)) {
                throw new ServerExistsException(id);
            }
            return begin(id, places++).thenApply(server -> {
                List<ServerHost> all = new ArrayList<>(live.values());
                all.add(server);
                live.replace(all);
                return server;
            });
        });
    }

    /**
     * Removes a server, and closes its sockets with 1001.
     *
     * @param id its id
     * @return completes when it has ended; exceptionally with a {@link NoSuchElementException} if there is none of that id,
     *     and with an {@link IllegalStateException} if the simulator is closed
     */
    public CompletableFuture<Void> remove(String id) {
        return change(() -> {
            ServerHost server = live.get(id);
            if (server == null) {
                throw new NoSuchElementException(
                        "no server " + id + "; this simulator has " + String.join(", ", live.keySet()));
            }
            live.replace(live.values().stream().filter(other -> other != server).toList());
            followers.forEach(follower -> follower.removed(server));
            return server.end(GOING_AWAY, "server removed");
        });
    }

    /**
     * Puts new servers, from the same seed, in the place of all that there are, and sets back everything else that was
     * registered. There is no moment without servers. Open sockets are closed with 1012.
     *
     * @return completes when the former servers have ended; exceptionally with an {@link IllegalStateException} if the
     *     simulator is closed
     */
    public CompletableFuture<Void> reset() {
        return change(() -> {
            List<CompletableFuture<ServerHost>> begun = new ArrayList<>();
            first.forEach(id -> begun.add(begin(id, begun.size())));
            return all(begun).thenCompose(nothing -> {
                List<ServerHost> former = List.copyOf(live.values());
                // Their ends are no part of what comes after the reset.
                former.forEach(ServerHost::mute);
                resets.forEach(Runnable::run);
                places = begun.size();
                live.replace(begun.stream().map(CompletableFuture::join).toList());
                former.forEach(server -> followers.forEach(follower -> follower.removed(server)));
                return all(former.stream()
                        .map(server -> server.end(SERVICE_RESTART, "simulator reset"))
                        .toList());
            });
        });
    }

    private synchronized <T> CompletableFuture<T> change(Supplier<CompletableFuture<T>> change) {
        CompletableFuture<T> result =
                latestChange.handle((done, problem) -> problem).thenCompose(nothing -> change.get());
        latestChange = result;
        return result;
    }

    /** Makes a server and starts it, on the thread that it will belong to. */
    private CompletableFuture<ServerHost> begin(String id, int place) {
        EventLoop loop = loops.next();
        CompletableFuture<ServerHost> begun = new CompletableFuture<>();
        try {
            loop.execute(() -> {
                try {
                    ServerHost server = make(id, place, loop);
                    followers.forEach(follower -> follower.added(server));
                    server.start(scenarios.apply(id));
                    begun.complete(server);
                } catch (RuntimeException | Error e) {
                    begun.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            begun.completeExceptionally(new IllegalStateException("the simulator is closed", e));
        }
        return begun;
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]));
    }
}
