package dev.archon.simulator.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The formats of a family of values whose JSON objects are told apart by one field. */
final class JsonFormats<T> {

    static final JsonFormats<Action> ACTIONS = new JsonFormats<>(
            "do",
            List.of(
                    Action.Power.FORMAT,
                    Action.Command.FORMAT,
                    Action.SetTraffic.FORMAT,
                    Action.SetEvents.FORMAT,
                    Action.SetHistoryChunk.FORMAT,
                    Action.StackTrace.FORMAT,
                    Action.Burst.FORMAT,
                    Action.CreateBackup.FORMAT,
                    Action.RestoreBackup.FORMAT,
                    Action.InstallMod.FORMAT,
                    Action.ExtractArchive.FORMAT,
                    Action.Emit.FORMAT,
                    Action.Text.FORMAT,
                    Action.ExpireToken.FORMAT,
                    Action.Crash.FORMAT,
                    Action.CrashOutOfMemory.FORMAT,
                    Action.Close.FORMAT,
                    Action.Drop.FORMAT,
                    Action.Reset.FORMAT,
                    Action.MalformedJson.FORMAT,
                    Action.InvalidUtf8.FORMAT,
                    Action.Oversized.FORMAT,
                    Action.Binary.FORMAT,
                    Action.Unknown.FORMAT,
                    Action.DuplicateHistory.FORMAT,
                    Action.Ping.FORMAT));

    /** The steps that are not actions. */
    static final JsonFormats<Step> CONTROL_STEPS = new JsonFormats<>(
            "do",
            List.of(
                    Step.Pause.FORMAT,
                    Step.AwaitConnections.FORMAT,
                    Step.Stagger.FORMAT,
                    Step.Flood.FORMAT,
                    Step.Repeat.FORMAT,
                    Step.Choose.FORMAT,
                    Step.Inject.FORMAT,
                    Step.During.FORMAT));

    static final JsonFormats<Step> STEPS = new JsonFormats<>("do", union(CONTROL_STEPS, ACTIONS));

    static final JsonFormats<Fault> FAULTS = new JsonFormats<>(
            "kind",
            List.of(
                    Fault.TokenRefused.FORMAT,
                    Fault.TokenSlow.FORMAT,
                    Fault.TokenUnanswered.FORMAT,
                    Fault.TokenGarbled.FORMAT,
                    Fault.CallRefused.FORMAT,
                    Fault.CallSlow.FORMAT,
                    Fault.CallUnanswered.FORMAT,
                    Fault.CallClosed.FORMAT,
                    Fault.CallGarbled.FORMAT,
                    Fault.HandshakeRefused.FORMAT,
                    Fault.HandshakeSlow.FORMAT,
                    Fault.HandshakeUnanswered.FORMAT,
                    Fault.AuthRefused.FORMAT,
                    Fault.AuthSlow.FORMAT,
                    Fault.AuthUnanswered.FORMAT,
                    Fault.HalfOpen.FORMAT,
                    Fault.StalledReads.FORMAT,
                    Fault.SlowBytes.FORMAT,
                    Fault.Latency.FORMAT,
                    Fault.Bandwidth.FORMAT,
                    Fault.Fragmented.FORMAT,
                    Fault.InterleavedPings.FORMAT,
                    Fault.Recurring.FORMAT));

    private final String discriminator;
    private final Map<String, JsonFormat<? extends T>> byName = new LinkedHashMap<>();
    private final Map<Class<?>, JsonFormat<? extends T>> byClass = new LinkedHashMap<>();

    private JsonFormats(String discriminator, List<JsonFormat<? extends T>> formats) {
        this.discriminator = discriminator;
        for (JsonFormat<? extends T> format : formats) {
            byName.put(format.kind().name(), format);
            byClass.put(format.type(), format);
        }
    }

    private static List<JsonFormat<? extends Step>> union(JsonFormats<Step> steps, JsonFormats<Action> actions) {
        List<JsonFormat<? extends Step>> all = new ArrayList<>(steps.byName.values());
        all.addAll(actions.byName.values());
        return all;
    }

    List<Kind> kinds() {
        return byName.values().stream().map(format -> format.kind()).toList();
    }

    /** The classes whose values can be read and written. */
    Set<Class<?>> types() {
        return byClass.keySet();
    }

    String nameOf(T value) {
        return formatOf(value).kind().name();
    }

    T read(LocatedJson value) {
        LocatedJson name = JsonObject.of(value).required(discriminator);
        String text = JsonType.text(name);
        JsonFormat<? extends T> format = byName.get(text);
        if (format == null) {
            throw name.place().problem("is not known: " + text + "; " + NameSuggestions.hint(text, byName.keySet()));
        }
        return format.read(value, Set.of(discriminator));
    }

    ObjectNode write(T value) {
        JsonFormat<? extends T> format = formatOf(value);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put(discriminator, format.kind().name());
        format.writeAny(value, out);
        return out;
    }

    /** The JSON Schemas of the formats, in their order. */
    ArrayNode schemas() {
        ArrayNode schemas = JsonNodeFactory.instance.arrayNode();
        byName.values().forEach(format -> schemas.add(format.schema(Optional.of(discriminator))));
        return schemas;
    }

    private JsonFormat<? extends T> formatOf(T value) {
        JsonFormat<? extends T> format = byClass.get(value.getClass());
        if (format == null) {
            throw new IllegalStateException("no JSON format for " + value.getClass());
        }
        return format;
    }
}
