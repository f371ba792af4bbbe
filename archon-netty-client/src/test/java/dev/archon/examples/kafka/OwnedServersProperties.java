package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OwnedServersProperties {

    private static final int PARTITIONS = 4;

    enum Step {
        ASSIGN,
        REVOKE,
        ADD,
        REMOVE
    }

    record Happening(Step step, int server) {

        /** A server's id always stands in the same partition. */
        int partition() {
            return server % PARTITIONS;
        }

        String id() {
            return "server-" + server;
        }
    }

    @Property
    void whatIsConnectedAndLetGoOfIsWhatStandsInTheOwnedPartitions(@ForAll("happenings") List<Happening> happenings) {
        OwnedServers owned = new OwnedServers();
        Set<String> connected = new HashSet<>();
        Map<Integer, Set<String>> model = new HashMap<>();
        for (Happening each : happenings) {
            Set<String> known = model.get(each.partition());
            switch (each.step()) {
                case ASSIGN -> {
                    if (known == null) {
                        owned.assigned(List.of(each.partition()));
                        model.put(each.partition(), new HashSet<>());
                    }
                }
                case REVOKE -> {
                    connected.removeAll(owned.revoked(List.of(each.partition())));
                    model.remove(each.partition());
                }
                case ADD, REMOVE -> {
                    boolean there = each.step() == Step.ADD;
                    switch (owned.record(each.partition(), each.id(), there)) {
                        case CONNECT -> assertEquals(true, connected.add(each.id()));
                        case DISCONNECT -> assertEquals(true, connected.remove(each.id()));
                        case NONE -> assertEquals(known != null && there, connected.contains(each.id()));
                    }
                    if (known != null) {
                        boolean unused = there ? known.add(each.id()) : known.remove(each.id());
                    }
                }
            }
            Set<String> expected = new HashSet<>();
            model.values().forEach(expected::addAll);
            assertEquals(expected, connected);
            assertEquals(expected, owned.servers());
            assertEquals(model.keySet(), owned.partitions());
        }
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        return Combinators.combine(
                        Arbitraries.of(Step.class), Arbitraries.integers().between(0, 11))
                .as(Happening::new)
                .list()
                .ofMaxSize(80);
    }
}
