package dev.archon.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the module shows to others, and what it asks of them. */
class PublicApiTest {

    private static final Path CLASSES = Path.of("target", "classes");

    @Test
    void noTypeOfAnotherLibraryIsInAPublicSignature() throws Exception {
        List<Class<?>> types = publicTypes();
        assertFalse(types.size() < 40, "found only " + types);
        Set<String> foreign = new TreeSet<>();
        for (Class<?> type : types) {
            for (Type mentioned : mentionedBy(type)) {
                String name = mentioned.getTypeName();
                if (name.contains("jackson") || name.contains("netty")) {
                    foreign.add(type.getName() + " mentions " + name);
                }
            }
        }
        assertEquals(Set.of(), foreign);
    }

    @Test
    void theModuleNeedsOnlyJacksonAndJSpecify() throws Exception {
        Set<String> required = descriptor().requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("java.base", "org.jspecify", "tools.jackson.core"), required);
    }

    @Test
    void everyExportedPackageSaysWhatMayBeNull() throws Exception {
        for (String exported : exportedPackages()) {
            AnnotatedElement info = Class.forName(exported + ".package-info");
            assertEquals(true, info.isAnnotationPresent(NullMarked.class), exported);
        }
    }

    private static List<Type> mentionedBy(Class<?> type) {
        List<Type> mentioned = new ArrayList<>(List.of(type.getGenericInterfaces()));
        if (type.getGenericSuperclass() != null) {
            mentioned.add(type.getGenericSuperclass());
        }
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(mentioned::add);
        }
        for (Field field : type.getDeclaredFields()) {
            if (isShown(field)) {
                mentioned.add(field.getGenericType());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            addSignature(mentioned, constructor);
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isShown(method)) {
                mentioned.add(method.getGenericReturnType());
            }
            addSignature(mentioned, method);
        }
        return mentioned;
    }

    private static void addSignature(List<Type> mentioned, Executable executable) {
        if (isShown(executable)) {
            mentioned.addAll(List.of(executable.getGenericParameterTypes()));
            mentioned.addAll(List.of(executable.getGenericExceptionTypes()));
        }
    }

    private static boolean isShown(Member member) {
        return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
    }

    private static List<Class<?>> publicTypes() throws Exception {
        Set<String> exported = exportedPackages();
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = CLASSES.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace(file.getFileSystem().getSeparator(), ".");
                int dot = name.lastIndexOf('.');
                if (dot >= 0 && exported.contains(name.substring(0, dot)) && !name.endsWith("package-info")) {
                    Class<?> type = Class.forName(name);
                    if (Modifier.isPublic(type.getModifiers())) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }

    private static Set<String> exportedPackages() throws Exception {
        return descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ModuleDescriptor descriptor() throws Exception {
        try (var in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }
}
