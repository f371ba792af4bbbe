package dev.archon.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The forms of a family of values, told apart by one field: the one place that knows every kind. */
final class JsonFormats<T> {

    static final JsonFormats<Action> ACTIONS = new JsonFormats<>("do", ActionForms.all());
    static final JsonFormats<Step> STEPS = new JsonFormats<>("do", StepForms.all());
    static final JsonFormats<Fault> FAULTS = new JsonFormats<>("kind", FaultForms.all());

    static final Kind SPAN = new Kind(
            "span",
            "A length of time that is drawn.",
            List.of(
                    Parameter.of("from", Parameter.Type.DURATION, "the shortest"),
                    Parameter.of("to", Parameter.Type.DURATION, "the longest")));

    private final String discriminator;
    private final List<JsonFormat<? extends T>> forms;

    private JsonFormats(String discriminator, List<JsonFormat<? extends T>> forms) {
        this.discriminator = discriminator;
        this.forms = List.copyOf(forms);
    }

    List<Kind> kinds() {
        return forms.stream().map(JsonFormat::kind).toList();
    }

    List<JsonFormat<? extends T>> all() {
        return new ArrayList<>(forms);
    }

    String nameOf(T value) {
        return formOf(value).kind().name();
    }

    T read(LocatedJson value) {
        LocatedJson.Members object = FieldReader.members(value);
        LocatedJson name = object.fields().get(discriminator);
        if (name == null) {
            throw object.place().missing(discriminator);
        }
        JsonFormat<? extends T> form = named(name);
        return FieldReader.checked(FieldReader.of(object, form.kind(), Set.of(discriminator)), form.reader());
    }

    ObjectNode write(T value) {
        JsonFormat<? extends T> form = formOf(value);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put(discriminator, form.kind().name());
        form.write(value, out);
        return out;
    }

    private JsonFormat<? extends T> named(LocatedJson name) {
        String text = FieldReader.text(name);
        for (JsonFormat<? extends T> form : forms) {
            if (form.kind().name().equals(text)) {
                return form;
            }
        }
        List<String> names = kinds().stream().map(Kind::name).toList();
        throw name.place().problem("is not known: " + text + "; " + NameSuggestions.hint(text, names));
    }

    private JsonFormat<? extends T> formOf(T value) {
        for (JsonFormat<? extends T> form : forms) {
            if (form.type().isInstance(value)) {
                return form;
            }
        }
        throw new IllegalStateException("no form for " + value.getClass());
    }
}
