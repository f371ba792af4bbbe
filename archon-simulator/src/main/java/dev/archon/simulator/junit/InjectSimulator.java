package dev.archon.simulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that gets the test's simulator before {@code BeforeEach} methods run; a static one, which needs a simulator for
 * the whole class, before {@code BeforeAll} methods run. Its type is any of those that parameters may have.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface InjectSimulator {}
