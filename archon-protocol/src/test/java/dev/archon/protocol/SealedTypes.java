package dev.archon.protocol;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the classes that a sealed interface permits. */
public final class SealedTypes {

    private SealedTypes() {}

    /** The classes that values of a sealed interface can have, those of its sealed subtypes among them. */
    public static Set<Class<?>> leaves(Class<?> sealed) {
        return walk(sealed).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Class<?>> walk(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(Objects.requireNonNull(type.getPermittedSubclasses()))
                        .flatMap(SealedTypes::walk)
                : Stream.of(type);
    }
}
