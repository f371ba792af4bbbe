package dev.archon.simulator.junit;

import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a simulator, which is closed when they are over. On a method it counts instead of the one on the class.
 *
 * <pre>{@code
 * @SimulatedArchon(servers = "demo", manualTime = true)
 * class PanelTest {
 *     @Test
 *     void showsTheConsole(ArchonSimulator sim, SimulatedServer demo, ManualTime time) { ... }
 * }
 * }</pre>
 *
 * <p>Parameters of test and lifecycle methods may be an {@link dev.archon.simulator.ArchonSimulator}, a {@link
 * dev.archon.simulator.SimulatedServer} if there is only one, and a {@link dev.archon.simulator.ManualTime} if there is
 * {@link #manualTime}. Fields get a simulator by {@link InjectSimulator}. When a test fails, what clients did is printed to
 * standard error.
 *
 * <p>What this cannot say can be said in Java: see {@link ArchonSimulatorExtension#perTest}.
 */
@SuppressWarnings("exports") // Who uses it requires JUnit; see the module descriptor.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ArchonSimulatorExtension.class)
public @interface SimulatedArchon {

    /**
     * The ids of its servers.
     *
     * @return the ids; without any there is one called {@code demo}
     */
    String[] servers() default {};

    /**
     * The scenarios that every server plays from the start.
     *
     * @return names that {@link dev.archon.simulator.scenario.Scenarios#named} knows, for example {@code "auth-expiring"}
     */
    String[] scenario() default {};

    /**
     * What randomness comes from.
     *
     * @return any number
     */
    long seed() default 1;

    /**
     * How much goes on by itself.
     *
     * @return how much
     */
    Traffic traffic() default Traffic.NORMAL;

    /**
     * In which messages servers tell what is on their consoles: each line as {@code log}, or the entries of the game's
     * logger as {@code log4j}.
     *
     * @return the style; by default that of the API's document, {@code DOC}; real servers send {@code PANEL}
     */
    EventStyle events() default EventStyle.DOC;

    /**
     * Whether time stands still until the test moves it on. It begins at noon of 1 November 2026, in UTC.
     *
     * @return whether; by default time passes by itself
     */
    boolean manualTime() default false;

    /**
     * Whether it speaks HTTPS and WSS.
     *
     * @return whether; by default it speaks plain HTTP
     */
    boolean tls() default false;

    /**
     * How long a simulator lives. On a method it is always {@link Lifecycle#PER_TEST}.
     *
     * @return by default each test gets a fresh one
     */
    Lifecycle lifecycle() default Lifecycle.PER_TEST;

    /** How long a simulator lives. */
    enum Lifecycle {
        /** Every test, with its {@code BeforeEach} and {@code AfterEach} methods, gets a fresh one. */
        PER_TEST,

        /** All tests of the class, and of the classes nested in it, share one. */
        PER_CLASS
    }
}
