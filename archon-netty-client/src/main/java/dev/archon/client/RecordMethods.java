package dev.archon.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.List;

/**
 * Makes the JDK forget the type of the last record that was compared.
 *
 * <p>The method handles behind {@code equals}, {@code hashCode} and {@code toString} of all records remember the types
 * that they were last made to fit (JDK-8078641). On JDK 17 they do so strongly, and the last record that was compared in a
 * class loader keeps that class loader until another record comes. So one more is made to come, which belongs to the JDK
 * itself. Later JDKs hold such types softly, until memory is scarce; there this changes nothing.
 */
final class RecordMethods {

    private RecordMethods() {}

    static void forgetLast() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle part = lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
            for (String method : List.of("equals", "hashCode", "toString")) {
                Object unused = ObjectMethods.bootstrap(lookup, method, MethodHandle.class, String.class, "part", part);
            }
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError error) {
                throw error;
            }
            System.getLogger("dev.archon.client")
                    .log(System.Logger.Level.DEBUG, "the JDK may keep the class loader for a while", e);
        }
    }
}
