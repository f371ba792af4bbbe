package dev.archon.protocol.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.codec.EventCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerPowerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {"event":"power-state","state":"running"}                                       | RUNNING  | -   | -
            {"event":"power-state","state":"stopped"}                                       | STOPPED  | -   | -
            {"event":"power-state","state":"starting"}                                      | STARTING | -   | -
            {"event":"power-state","state":"stopping"}                                      | STOPPING | -   | -
            {"event":"power-state","state":"crashed"}                                       | CRASHED  | -   | -
            {"event":"power-state","state":"crashed","exit_code":1}                         | CRASHED  | 1   | -
            {"event":"power-state","state":"crashed","exit_code":137,"oom_killed":true}     | CRASHED  | 137 | true
            {"event":"power-state","state":"running","exit_code":137,"oom_killed":true}     | RUNNING  | -   | -
            {"event":"power-state","state":"stopped","exit_code":1}                         | STOPPED  | -   | -
            {"event":"power-state","state":"melted","exit_code":1}                          | UNKNOWN  | -   | -
            {"event":"state","power_variant":"not_ready"}                                   | STOPPED  | -   | -
            {"event":"state","power_variant":"not_ready","exit_code":1,"was_oom":true}      | STOPPED  | -   | -
            {"event":"state","power_variant":"starting","exit_code":1,"was_oom":true}       | STARTING | -   | -
            {"event":"state","power_variant":"running","exit_code":1}                       | RUNNING  | -   | -
            {"event":"state","power_variant":"stopping"}                                    | STOPPING | -   | -
            {"event":"state","power_variant":"idle"}                                        | STOPPED  | -   | -
            {"event":"state","power_variant":"idle","exit_code":null}                       | STOPPED  | -   | -
            {"event":"state","power_variant":"idle","exit_code":0,"was_oom":false}          | STOPPED  | -   | -
            {"event":"state","power_variant":"idle","exit_code":1}                          | CRASHED  | 1   | -
            {"event":"state","power_variant":"idle","exit_code":-1,"was_oom":false}         | CRASHED  | -1  | false
            {"event":"state","power_variant":"idle","was_oom":true}                         | CRASHED  | -   | true
            {"event":"state","power_variant":"idle","exit_code":0,"was_oom":true}           | CRASHED  | 0   | true
            {"event":"state","power_variant":"melted","exit_code":1}                        | UNKNOWN  | -   | -
            """)
    void bothEventsSayTheSameInOneForm(String json, PowerState state, Long exitCode, Boolean outOfMemory)
            throws Exception {
        ArchonEvent event = EventCodec.decode(json);
        ServerPower power =
                event instanceof StateEvent whole ? ServerPower.of(whole) : ServerPower.of((PowerStateEvent) event);
        assertEquals(state, power.state());
        assertEquals(
                exitCode,
                power.exitCode().isPresent() ? Long.valueOf(power.exitCode().getAsLong()) : null);
        assertEquals(outOfMemory, power.outOfMemory().orElse(null));
    }
}
