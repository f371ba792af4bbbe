package dev.archon.benchmarks.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.benchmarks.race.Comparison;
import dev.archon.benchmarks.workload.Checksum;
import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.SendMode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each contender counts all that is sent in each flood. */
@Tag("slow")
class ContendersTest extends WithSender {

    @ParameterizedTest
    @MethodSource("floods")
    void readsAllOfAFlood(Contender contender, RunRequest request) throws Exception {
        try (ContenderClient client = contender.create()) {
            Checksum sum = race(client, request, new EventCounter()).get(0);

            CountingUnit unit = client.unit(request);
            if (unit == null) {
                assertEquals(sum.events(), sent(CountingUnit.PAYLOAD).events());
            } else {
                assertEquals(sum, sent(unit));
            }
        }
    }

    static Stream<Arguments> floods() {
        return Stream.of(Comparison.values())
                .filter(comparison -> comparison.mode() == SendMode.FLOOD)
                .map(comparison -> comparison.request(0, 0, 1))
                .flatMap(request -> Stream.of(Contender.values())
                        .filter(contender -> contender != Contender.NPM && contender.takesPartIn(request))
                        .map(contender -> Arguments.of(contender, request)));
    }
}
