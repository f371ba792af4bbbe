package dev.archon.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The forms of a family of values, told apart by one field: the one place that knows every kind. */
final class Forms<T> {

    static final Forms<Action> ACTIONS = new Forms<>("do", ActionForms.all());
    static final Forms<Step> STEPS = new Forms<>("do", StepForms.all());
    static final Forms<Fault> FAULTS = new Forms<>("kind", FaultForms.all());

    static final Kind SPAN = new Kind(
            "span",
            "A length of time that is drawn.",
            List.of(
                    Parameter.of("from", Parameter.Type.DURATION, "the shortest"),
                    Parameter.of("to", Parameter.Type.DURATION, "the longest")));

    private final String discriminator;
    private final List<Form<? extends T>> forms;

    private Forms(String discriminator, List<Form<? extends T>> forms) {
        this.discriminator = discriminator;
        this.forms = List.copyOf(forms);
    }

    List<Kind> kinds() {
        return forms.stream().map(Form::kind).toList();
    }

    List<Form<? extends T>> all() {
        return new ArrayList<>(forms);
    }

    String nameOf(T value) {
        return formOf(value).kind().name();
    }

    T read(Located value) {
        Located.Members object = Fields.members(value);
        Located name = object.fields().get(discriminator);
        if (name == null) {
            throw object.place().missing(discriminator);
        }
        Form<? extends T> form = named(name);
        return Fields.checked(Fields.of(object, form.kind(), Set.of(discriminator)), form.reader());
    }

    ObjectNode write(T value) {
        Form<? extends T> form = formOf(value);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put(discriminator, form.kind().name());
        form.write(value, out);
        return out;
    }

    private Form<? extends T> named(Located name) {
        String text = Fields.text(name);
        for (Form<? extends T> form : forms) {
            if (form.kind().name().equals(text)) {
                return form;
            }
        }
        List<String> names = kinds().stream().map(Kind::name).toList();
        throw name.place().problem("is not known: " + text + "; " + NearNames.hint(text, names));
    }

    private Form<? extends T> formOf(T value) {
        for (Form<? extends T> form : forms) {
            if (form.type().isInstance(value)) {
                return form;
            }
        }
        throw new IllegalStateException("no form for " + value.getClass());
    }
}
