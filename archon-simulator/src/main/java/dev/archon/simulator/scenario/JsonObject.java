package dev.archon.simulator.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object in a text; errors name its place in the text. */
final class JsonObject {

    private final LocatedJson.Members members;

    private JsonObject(LocatedJson.Members members) {
        this.members = members;
    }

    /**
     * Views a JSON value as an object.
     *
     * @param value the value
     * @throws ScenarioFormatException if it is not an object
     */
    static JsonObject of(LocatedJson value) {
        if (value instanceof LocatedJson.Members members) {
            return new JsonObject(members);
        }
        throw value.place().problem("must be an object, not " + value.what());
    }

    SourceLocation place() {
        return members.place();
    }

    /** The same object without locations. */
    JsonNode plain() {
        return members.plain();
    }

    Optional<LocatedJson> field(String name) {
        return Optional.ofNullable(members.fields().get(name));
    }

    LocatedJson required(String name) {
        return field(name).orElseThrow(() -> place().missing(name));
    }

    /** Checks that there are no fields but the known ones. */
    void checkNames(Collection<String> known, Collection<String> besides) {
        List<String> names = new ArrayList<>(besides);
        names.addAll(known);
        members.fields().forEach((name, value) -> {
            if (!names.contains(name)) {
                throw value.place().problem("is not known: " + NameSuggestions.hint(name, names));
            }
        });
    }
}
