package dev.archon.simulator.scenario;

import static dev.archon.simulator.scenario.Parameter.Type.DURATION;
import static dev.archon.simulator.scenario.Parameter.Type.FAULT;
import static dev.archon.simulator.scenario.Parameter.Type.OPTIONS;
import static dev.archon.simulator.scenario.Parameter.Type.SPAN;
import static dev.archon.simulator.scenario.Parameter.Type.STEPS;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The forms of the steps that are more than an action. */
final class StepForms {

    private static final Parameter BODY = Parameter.of("steps", STEPS, "the steps");
    private static final Kind OPTION = new Kind(
            "option",
            "A way to go on.",
            List.of(
                    Parameter.number("weight", 1, Limits.MOST_TIMES, "how likely it is, compared with the others")
                            .orElse("1"),
                    BODY));

    private StepForms() {}

    /** Every step, actions among them. */
    static List<JsonFormat<? extends Step>> all() {
        List<JsonFormat<? extends Step>> forms = new ArrayList<>(control());
        forms.addAll(ActionForms.all());
        return forms;
    }

    private static List<JsonFormat<? extends Step>> control() {
        return List.of(
                JsonFormat.of(
                        Step.Pause.class,
                        "wait",
                        "Waits.",
                        List.of(Parameter.of("for", SPAN, "how long")),
                        in -> new Step.Pause(in.span("for")),
                        (pause, out) -> span(out, "for", pause.duration())),
                JsonFormat.of(
                        Step.AwaitConnections.class,
                        "await",
                        "Waits until so many sockets are authenticated.",
                        List.of(Parameter.number("connections", 1, Limits.MOST_TIMES, "how many at least")
                                .orElse("1")),
                        in -> new Step.AwaitConnections(in.number("connections")),
                        (await, out) -> out.put("connections", await.connections())),
                JsonFormat.of(
                        Step.Stagger.class,
                        "stagger",
                        "Waits for the server's turn: not at all for the first server, once for the second, and so on.",
                        List.of(Parameter.of("by", DURATION, "how long after the server before")),
                        in -> new Step.Stagger(in.duration("by")),
                        (stagger, out) -> out.put("by", DurationFormat.format(stagger.by()))),
                JsonFormat.of(
                        Step.Flood.class,
                        "flood",
                        "Prints lines at a steady rate.",
                        List.of(
                                Parameter.number("lines_per_second", 1, 10_000_000, "how many lines a second"),
                                Parameter.of("for", DURATION, "how long; until the scenario is stopped if absent")
                                        .optional()),
                        in -> new Step.Flood(in.number("lines_per_second"), in.optionalDuration("for")),
                        (flood, out) -> {
                            out.put("lines_per_second", flood.linesPerSecond());
                            flood.duration().ifPresent(time -> out.put("for", DurationFormat.format(time)));
                        }),
                JsonFormat.of(
                        Step.Repeat.class,
                        "repeat",
                        "Takes steps again and again.",
                        List.of(
                                Parameter.number(
                                                "times",
                                                1,
                                                Limits.MOST_TIMES,
                                                "how many times; until the scenario is stopped if absent")
                                        .optional(),
                                BODY),
                        in -> new Step.Repeat(in.optionalNumber("times"), steps(in)),
                        (repeat, out) -> {
                            repeat.times().ifPresent(times -> out.put("times", times));
                            out.set("steps", write(repeat.steps()));
                        }),
                JsonFormat.of(
                        Step.Choose.class,
                        "choose",
                        "Draws one of several ways to go on.",
                        List.of(Parameter.of("options", OPTIONS, "the ways")),
                        in -> new Step.Choose(in.list("options", StepForms::option)),
                        (choose, out) -> {
                            ArrayNode options = out.putArray("options");
                            choose.options()
                                    .forEach(option -> options.add(JsonNodeFactory.instance
                                            .objectNode()
                                            .put("weight", option.weight())
                                            .set("steps", write(option.steps()))));
                        }),
                JsonFormat.of(
                        Step.Inject.class,
                        "fault",
                        "Switches a fault on and goes on.",
                        List.of(
                                Parameter.of("fault", FAULT, "the fault"),
                                Parameter.number(
                                                "times",
                                                1,
                                                Limits.MOST_TIMES,
                                                "how many occasions it hits; all until the scenario is stopped if absent")
                                        .optional()),
                        in -> new Step.Inject(
                                JsonFormats.FAULTS.read(in.required("fault")), in.optionalNumber("times")),
                        (inject, out) -> {
                            out.set("fault", JsonFormats.FAULTS.write(inject.fault()));
                            inject.times().ifPresent(times -> out.put("times", times));
                        }),
                JsonFormat.of(
                        Step.During.class,
                        "during",
                        "Takes steps while a fault is switched on.",
                        List.of(Parameter.of("fault", FAULT, "the fault"), BODY),
                        in -> new Step.During(JsonFormats.FAULTS.read(in.required("fault")), steps(in)),
                        (during, out) -> {
                            out.set("fault", JsonFormats.FAULTS.write(during.fault()));
                            out.set("steps", write(during.steps()));
                        }));
    }

    static List<Step> steps(FieldReader in) {
        return in.list("steps", JsonFormats.STEPS::read);
    }

    static ArrayNode write(List<Step> steps) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        steps.forEach(step -> out.add(JsonFormats.STEPS.write(step)));
        return out;
    }

    static void span(ObjectNode out, String name, DurationRange span) {
        if (span.least().equals(span.most())) {
            out.put(name, DurationFormat.format(span.least()));
        } else {
            out.putObject(name)
                    .put("from", DurationFormat.format(span.least()))
                    .put("to", DurationFormat.format(span.most()));
        }
    }

    private static Step.Option option(LocatedJson value) {
        FieldReader fields = FieldReader.of(value, OPTION, Set.of());
        return FieldReader.checked(fields, in -> new Step.Option(in.number("weight"), steps(in)));
    }
}
