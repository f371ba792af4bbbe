package dev.archon.protocol.session;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.session.State.Refresh;
import dev.archon.protocol.session.State.Refresh.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which states may come of each input in each state, found out by trying: every kind of state in each of its variants, with
 * every kind of input in each of its variants.
 */
final class StateTable {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Jwt TOKEN = new Jwt("used");
    private static final Jwt REFUSED = new Jwt("refused");
    private static final Cause CAUSE = Cause.of(Cause.Kind.LOST);

    /** By state and input; without an entry where nothing is done and nothing changes. */
    private final Map<String, Set<String>> cells = new TreeMap<>();

    private StateTable() {}

    static StateTable explore() {
        StateTable table = new StateTable();
        for (int attempts : new int[] {0, 10}) {
            SessionMachine machine = new SessionMachine(SessionPolicy.builder()
                    .backoff(BackoffPolicy.exponential().maxAttempts(attempts).build())
                    .build());
            states().forEach(state -> inputs().forEach(input -> {
                Transition transition = machine.next(state, input, NOW, 0.5);
                if (!transition.effects().isEmpty() || !transition.state().equals(state)) {
                    table.cells
                            .computeIfAbsent(cell(state, input), key -> new TreeSet<>())
                            .add(name(transition.state()));
                }
            }));
        }
        return table;
    }

    /** Whether a step is one of the table's. */
    boolean allows(Moment moment) {
        boolean nothing = moment.effects().isEmpty() && moment.before().equals(moment.after());
        return nothing
                || cells.getOrDefault(cell(moment.before(), moment.input()), Set.of())
                        .contains(name(moment.after()));
    }

    /** The table as it stands in the package's Javadoc. */
    List<String> html() {
        List<String> columns = names(states().map(StateTable::name));
        List<String> rows = names(inputs().map(StateTable::name));
        List<String> lines = new ArrayList<>();
        lines.add("<table class=\"striped\">");
        lines.add("  <caption>The next states for each input in each state</caption>");
        lines.add("  <thead>");
        addWrapped(
                lines,
                Stream.concat(Stream.of("Input"), columns.stream())
                        .map(name -> "<th scope=\"col\">" + name + "</th>")
                        .toList());
        lines.add("  </thead>");
        lines.add("  <tbody>");
        for (String row : rows) {
            List<String> line = new ArrayList<>();
            line.add("<th scope=\"row\">" + row + "</th>");
            for (String column : columns) {
                Set<String> next = cells.getOrDefault(column + " " + row, Set.of());
                line.add("<td>" + (next.isEmpty() ? "-" : String.join(", ", next)) + "</td>");
            }
            addWrapped(lines, line);
        }
        lines.add("  </tbody>");
        lines.add("</table>");
        return lines;
    }

    static Set<Class<?>> kindsOfStates() {
        return states().map(Object::getClass).collect(Collectors.toSet());
    }

    static Set<Class<?>> kindsOfInputs() {
        return inputs().map(Object::getClass).collect(Collectors.toSet());
    }

    private static Stream<State> states() {
        AttemptHistory history = new AttemptHistory(9, 0, Duration.ZERO, List.of(REFUSED));
        Stream<State> plain = Stream.of(
                new State.Idle(history),
                new State.FetchingToken(history, 1),
                new State.Opening(history, 1, TOKEN),
                new State.Authenticating(history, 1, TOKEN, false),
                new State.Authenticating(history, 1, TOKEN, true));
        Stream<State> connected = refreshes()
                .flatMap(refresh -> Stream.of(false, true)
                        .flatMap(stable -> Stream.of(
                                        Optional.<State.Ping>empty(),
                                        Optional.of(new State.Ping(NOW, Duration.ofSeconds(30))))
                                .flatMap(ping -> Stream.of(
                                                Optional.<Duration>empty(),
                                                Optional.of(Duration.ZERO),
                                                Optional.of(Duration.ofSeconds(1)))
                                        .map(replay -> new State.Connected(
                                                history, 1, TOKEN, stable, replay, ping, refresh)))));
        Stream<State> without = Stream.of(
                new State.BackingOff(history, NOW, CAUSE),
                new State.Ended(history, CAUSE, false),
                new State.Closed(history));
        return Stream.of(plain, connected, without).flatMap(all -> all);
    }

    private static Stream<Refresh> refreshes() {
        return Stream.of(OptionalLong.empty(), OptionalLong.of(1))
                .flatMap(fetch -> Stream.of(Next.values())
                        .filter(next -> fetch.isEmpty() || next == Next.NONE)
                        .flatMap(next -> Stream.of(Optional.<Instant>empty(), Optional.of(NOW.minusSeconds(60)))
                                .flatMap(goodUntil -> unanswered(fetch, next, goodUntil))));
    }

    /** No token without an answer, one that may still be answered, and one that was not answered in time. */
    private static Stream<Refresh> unanswered(OptionalLong fetch, Next next, Optional<Instant> goodUntil) {
        return Stream.of(
                new Refresh(fetch, next, Optional.of(NOW), 0, Duration.ZERO, goodUntil, List.of(), 0),
                new Refresh(fetch, next, Optional.of(NOW), 0, Duration.ZERO, goodUntil, List.of(TOKEN), 0),
                new Refresh(fetch, next, Optional.of(NOW), 0, Duration.ZERO, goodUntil, List.of(TOKEN), 1));
    }

    private static Stream<Input> inputs() {
        Stream<Input> wishes =
                Stream.of(new Input.Connect(), new Input.Reconnect(), new Input.Disconnect(), new Input.Close());
        List<Failure> failures = List.of(
                Failure.of("no answer"),
                Failure.permanent("never"),
                Failure.ofStatus(401, Optional.empty(), "refused"),
                Failure.ofStatus(503, Optional.of(Duration.ofSeconds(9)), "busy"));
        Stream<Input> answers = Stream.concat(
                Stream.of(TOKEN, REFUSED).map(token -> new Input.TokenFetched(1, Session.credentials(token.value()))),
                failures.stream().map(failure -> new Input.TokenFailed(1, failure)));
        Stream<Input> opening = Stream.concat(
                Stream.of(new Input.Opened(1)), failures.stream().map(failure -> new Input.OpenFailed(1, failure)));
        Stream<Input> frames = Stream.concat(
                Stream.of(OptionalInt.empty(), OptionalInt.of(1000), OptionalInt.of(1006))
                        .map(code -> new Input.ConnectionClosed(1, code, "")),
                Stream.of(new Input.AuthOk(1), new Input.AuthExpiring(1), new Input.AuthIncorrect(1)));
        Stream<Input> troubles = Stream.of(new Input.AuthNotSent(1, TOKEN, "full"), new Input.Broken("rejected"));
        Stream<Input> timers = Stream.of(Timer.values())
                .flatMap(timer -> Stream.of(0, 30, 600)
                        .flatMap(since -> Stream.of(false, true)
                                .map(paused -> new Input.TimerFired(timer, Duration.ofSeconds(since), paused))));
        return Stream.of(wishes, answers, opening, frames, troubles, timers).flatMap(all -> all);
    }

    private static List<String> names(Stream<String> all) {
        return all.distinct().toList();
    }

    private static String cell(State state, Input input) {
        return name(state) + " " + name(input);
    }

    private static String name(Object kind) {
        String name = kind.getClass().getSimpleName();
        return kind instanceof Input.TimerFired fired ? name + " " + fired.timer() : name;
    }

    private static void addWrapped(List<String> lines, List<String> cells) {
        StringBuilder line = new StringBuilder("    <tr>");
        for (String cell : cells) {
            if (line.length() + cell.length() > 110) {
                lines.add(line.toString());
                line = new StringBuilder("      ");
            }
            line.append(cell);
        }
        lines.add(line + "</tr>");
    }
}
