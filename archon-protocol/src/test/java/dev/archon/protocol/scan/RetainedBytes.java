package dev.archon.protocol.scan;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the elements of all arrays that an object of this project keeps alive, by reflection. */
final class RetainedBytes {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> toVisit = new ArrayDeque<>();
    private long bytes;

    private RetainedBytes() {}

    static long of(Object root) throws IllegalAccessException {
        RetainedBytes counted = new RetainedBytes();
        counted.add(root);
        while (!counted.toVisit.isEmpty()) {
            counted.visit(counted.toVisit.pop());
        }
        return counted.bytes;
    }

    private void visit(Object object) throws IllegalAccessException {
        Class<?> type = object.getClass();
        if (object instanceof Object[] elements) {
            bytes += (long) Integer.BYTES * elements.length;
            for (Object element : elements) {
                add(element);
            }
        } else if (type.isArray()) {
            bytes += (long) size(type.getComponentType()) * Array.getLength(object);
        } else if (type.getName().startsWith("dev.archon.")) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    add(field.get(object));
                }
            }
        }
    }

    private void add(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            toVisit.push(object);
        }
    }

    private static int size(Class<?> primitive) {
        if (primitive == int.class) {
            return Integer.BYTES;
        }
        if (primitive == char.class) {
            return Character.BYTES;
        }
        return primitive == long.class ? Long.BYTES : Byte.BYTES;
    }
}
