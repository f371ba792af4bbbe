package dev.archon.simulator.junit;

import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.junit.SimulatedArchon.Lifecycle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts simulators for tests, injects them, prints what clients did when a test fails, and closes them. Comes with {@link
 * SimulatedArchon}; or, where an annotation cannot say enough, by hand:
 *
 * <pre>{@code
 * class PanelTest {
 *     @RegisterExtension
 *     static final ArchonSimulatorExtension SIMULATOR = ArchonSimulatorExtension.perTest(
 *             () -> ArchonSimulator.builder().server("lobby").tokenLifetime(Duration.ofMinutes(2)));
 *
 *     @Test
 *     void renewsItsToken(ArchonSimulator sim) { ... }
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // Who uses it requires JUnit; see the module descriptor.
public final class ArchonSimulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private final Optional<Supplier<ArchonSimulatorBuilder>> builders;
    private final Lifecycle lifecycle;
    private final Namespace namespace;

    /** For {@link SimulatedArchon}, which says what the simulator is to be like. */
    public ArchonSimulatorExtension() {
        this.builders = Optional.empty();
        this.lifecycle = Lifecycle.PER_TEST;
        this.namespace = Namespace.create(ArchonSimulatorExtension.class);
    }

    private ArchonSimulatorExtension(Supplier<ArchonSimulatorBuilder> builders, Lifecycle lifecycle) {
        this.builders = Optional.of(Objects.requireNonNull(builders, "builder"));
        this.lifecycle = lifecycle;
        this.namespace = Namespace.create(ArchonSimulatorExtension.class, this);
    }

    /**
     * A fresh simulator for every test.
     *
     * @param builder describes it, asked for each
     * @return the extension, for a field with {@code @RegisterExtension}
     */
    public static ArchonSimulatorExtension perTest(Supplier<ArchonSimulatorBuilder> builder) {
        return new ArchonSimulatorExtension(builder, Lifecycle.PER_TEST);
    }

    /**
     * One simulator for all tests of a class.
     *
     * @param builder describes it
     * @return the extension, for a static field with {@code @RegisterExtension}
     */
    public static ArchonSimulatorExtension perClass(Supplier<ArchonSimulatorBuilder> builder) {
        return new ArchonSimulatorExtension(builder, Lifecycle.PER_CLASS);
    }

    /** The settings of a test's simulator, and the class that has them, if one does. */
    private record Description(
            Optional<SimulatedArchon> annotation,
            Lifecycle lifecycle,
            @Nullable Class<?> owner) {}

    private Description describe(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        if (builders.isPresent()) {
            return new Description(Optional.empty(), lifecycle, null);
        }
        Optional<SimulatedArchon> own = context.getTestMethod().flatMap(ArchonSimulatorExtension::annotationOf);
        if (own.isPresent()) {
            return new Description(own, Lifecycle.PER_TEST, null);
        }
        for (Class<?> each = testClass; each != null; each = each.getEnclosingClass()) {
            Optional<SimulatedArchon> found = annotationOf(each);
            if (found.isPresent()) {
                return new Description(found, found.get().lifecycle(), each);
            }
        }
        // Only a method of this class has the annotation, and this is not it.
        return new Description(Optional.empty(), Lifecycle.PER_TEST, null);
    }

    private static Optional<SimulatedArchon> annotationOf(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, SimulatedArchon.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Description description = describe(context);
        if (description.lifecycle() == Lifecycle.PER_CLASS
                && shared(context, description).isEmpty()) {
            store(context).put(key(description), start(description));
            store(context).put(starter(description), context.getUniqueId());
        }
        for (Field field : injected(context.getRequiredTestClass())) {
            if (Modifier.isStatic(field.getModifiers())) {
                TestSimulator sim = shared(context, description)
                        .orElseThrow(() -> new ExtensionConfigurationException(
                                field + " is static, which needs a simulator for the whole class: PER_CLASS"));
                inject(field, null, sim);
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : injected(instance.getClass())) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    inject(field, instance, ofTest(context));
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestSimulator.offers(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Description description = describe(context);
        if (description.lifecycle() == Lifecycle.PER_TEST
                && context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("there is no simulator outside of a test, where "
                    + parameter.getDeclaringExecutable() + " runs; use PER_CLASS, or a parameter of the test");
        }
        try {
            return ofTest(context).get(parameter.getParameter().getType());
        } catch (IllegalStateException e) {
            throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Description description = describe(context);
        Optional<TestSimulator> sim =
                description.lifecycle() == Lifecycle.PER_TEST ? own(context) : shared(context, description);
        if (sim.isPresent() && context.getExecutionException().isPresent()) {
            System.err.println(context.getRequiredTestClass().getSimpleName() + ", " + context.getDisplayName()
                    + ", failed. This is what clients did. " + sim.get().journal());
        }
        if (description.lifecycle() == Lifecycle.PER_TEST) {
            sim.ifPresent(TestSimulator::close);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Description description = describe(context);
        // Not after each of its nested classes.
        if (context.getUniqueId().equals(store(context).get(starter(description)))) {
            shared(context, description).ifPresent(TestSimulator::close);
        }
    }

    /** The test's simulator, started when it is first asked for. */
    private TestSimulator ofTest(ExtensionContext context) {
        Description description = describe(context);
        if (description.lifecycle() == Lifecycle.PER_CLASS) {
            return shared(context, description)
                    .orElseThrow(() -> new IllegalStateException("the class's simulator was not started"));
        }
        return own(context).orElseGet(() -> {
            TestSimulator started = start(description);
            store(context).put(key(context), started);
            return started;
        });
    }

    private TestSimulator start(Description description) {
        if (builders.isPresent()) {
            return TestSimulator.start(builders.get().get());
        }
        return TestSimulator.start(description
                .annotation()
                .orElseThrow(() -> new IllegalStateException(
                        "neither this test nor its class has @SimulatedArchon, which would describe the simulator")));
    }

    private Optional<TestSimulator> own(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(key(context), TestSimulator.class));
    }

    private Optional<TestSimulator> shared(ExtensionContext context, Description description) {
        return Optional.ofNullable(store(context).get(key(description), TestSimulator.class));
    }

    private static Object key(ExtensionContext context) {
        return "test " + context.getUniqueId();
    }

    private static Object key(Description description) {
        return "class " + description.owner();
    }

    private static Object starter(Description description) {
        return "starter of " + key(description);
    }

    private ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(namespace);
    }

    private static Iterable<Field> injected(Class<?> testClass) {
        return AnnotationSupport.findAnnotatedFields(testClass, InjectSimulator.class);
    }

    private static void inject(Field field, @Nullable Object instance, TestSimulator sim) {
        if (!TestSimulator.offers(field.getType()) || Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException(field
                    + " cannot be injected: it must be an ArchonSimulator, SimulatedServer or ManualTime, not final");
        }
        try {
            field.setAccessible(true);
            field.set(instance, sim.get(field.getType()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new ExtensionConfigurationException(field + " cannot be injected: " + e.getMessage(), e);
        }
    }
}
