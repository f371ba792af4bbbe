package dev.archon.client.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The race on a clock of its own: each address connects or fails after a time, or never answers. */
class AddressRaceTest {

    private static final int NEVER = Integer.MAX_VALUE;

    @Test
    void familiesTakeTurnsAndTheFirstAddressStaysTheFirst() throws Exception {
        assertEquals(
                List.of(v6(1), v4(1), v6(2), v4(2), v6(3)),
                AddressRace.interleaved(List.of(v6(1), v6(2), v6(3), v4(1), v4(2))));
        assertEquals(List.of(v4(1), v6(1), v4(2)), AddressRace.interleaved(List.of(v4(1), v4(2), v6(1))));
        assertEquals(List.of(), AddressRace.interleaved(List.of()));
    }

    @Test
    void theFirstToConnectWins() throws Exception {
        assertEquals("0 at 30", winner(connects(30)));
        assertEquals("1 at 280", winner(silent(), connects(30)));
        assertEquals("0 at 260", winner(connects(260), connects(30)));
        assertEquals("2 at 510", winner(silent(), silent(), connects(10)));
    }

    @Test
    void aFailureStartsTheNextOneAtOnce() throws Exception {
        assertEquals("1 at 15", winner(fails(5), connects(10)));
        assertEquals("3 at 25", winner(fails(5), fails(5), fails(5), connects(10)));
        // The second one starts its own delay when it is started.
        assertEquals("2 at 270", winner(fails(10), silent(), connects(10)));
    }

    @Test
    void itIsLostWhenAllHaveFailedAndNotBefore() throws Exception {
        assertEquals("lost at 5", winner(fails(5)));
        assertEquals("lost at 300", winner(fails(300), fails(10)));
        assertEquals("0 at 900", winner(connects(900), fails(10), fails(10)));
        assertEquals("undecided", winner(silent(), fails(10)));
    }

    @Test
    void noMoreThanSixteenAddressesAreTried() throws Exception {
        Fate[] fates = new Fate[40];
        java.util.Arrays.setAll(fates, i -> fails(1));
        assertEquals("lost at 16", winner(fates));
    }

    private record Fate(int millis, boolean connects) {}

    private static Fate connects(int millis) {
        return new Fate(millis, true);
    }

    private static Fate fails(int millis) {
        return new Fate(millis, false);
    }

    private static Fate silent() {
        return new Fate(NEVER, false);
    }

    private static String winner(Fate... fates) throws UnknownHostException {
        return new Run(fates).winner();
    }

    private static final class Run {
        private final TreeMap<Integer, List<Runnable>> agenda = new TreeMap<>();
        private final Fate[] fates;
        private final AddressRace race;
        private int now;
        private String outcome = "";

        Run(Fate... fates) throws UnknownHostException {
            this.fates = fates;
            List<InetAddress> addresses = new ArrayList<>();
            for (int i = 0; i < fates.length; i++) {
                addresses.add(v4(i + 1));
            }
            this.race = new AddressRace(addresses);
        }

        String winner() {
            start(race.next());
            while (outcome.isEmpty() && !agenda.isEmpty()) {
                Map.Entry<Integer, List<Runnable>> next = agenda.pollFirstEntry();
                now = next.getKey();
                next.getValue().forEach(Runnable::run);
            }
            return outcome.isEmpty() ? "undecided" : outcome;
        }

        private void start(Optional<InetAddress> address) {
            if (address.isEmpty()) {
                return;
            }
            int index = race.started() - 1;
            Fate fate = fates[index];
            if (fate.millis() != NEVER) {
                after(fate.millis(), () -> end(index, fate));
            }
            after(AddressRace.DELAY_MILLIS, () -> start(race.delayOver(index)));
        }

        private void end(int index, Fate fate) {
            if (fate.connects()) {
                outcome = index + " at " + now;
                return;
            }
            race.failed();
            if (race.isLost()) {
                outcome = "lost at " + now;
            } else {
                start(race.next());
            }
        }

        private void after(int millis, Runnable task) {
            agenda.computeIfAbsent(now + millis, time -> new ArrayList<>()).add(task);
        }
    }

    private static InetAddress v4(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static InetAddress v6(int last) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[0] = (byte) 0xFD;
        bytes[15] = (byte) last;
        return InetAddress.getByAddress(bytes);
    }
}
