package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.UnknownEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events with fields removed, nulled and of other types: nothing throws, and nothing that can be read is lost. */
class LenientReadingProperties {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "log", Set.of("message"),
            "power-state", Set.of("state"),
            "state", Set.of("power_variant"),
            "uptime", Set.of("uptime"),
            "backup-progress", Set.of("id", "task", "state"),
            "installation-result", Set.of("result"),
            "install-progress", Set.of("items"),
            "filesystem-ops", Set.of("all"));

    @Property(tries = 5_000)
    void anOptionalFieldCostsOnlyItself(@ForAll("events") ArchonEvent event, @ForAll long seed) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(EventCodec.encode(event));
        ArchonEvent whole = EventCodec.decode(JSON.writeValueAsBytes(json));
        Set<String> required = REQUIRED.getOrDefault(event.type(), Set.of());
        Random random = new Random(seed);
        ObjectNode expected = json.deepCopy();
        for (String name : List.copyOf(json.propertyNames())) {
            if (!name.equals("event") && !required.contains(name) && random.nextInt(3) == 0) {
                expected.remove(name);
                spoil(json, name, random);
            }
        }
        ArchonEvent read = EventCodec.decode(JSON.writeValueAsBytes(json));
        assertEquals(whole.getClass(), read.getClass(), json::toString);
        assertEquals(EventCodec.decode(JSON.writeValueAsBytes(expected)), read, json::toString);
    }

    @Property(tries = 5_000)
    void anEventWithoutARequiredFieldIsUnknownAndKeepsItsJson(@ForAll("events") ArchonEvent event, @ForAll long seed)
            throws Exception {
        Set<String> required = REQUIRED.getOrDefault(event.type(), Set.of());
        Statistics.label("has required fields").collect(!required.isEmpty());
        ObjectNode json = (ObjectNode) JSON.readTree(EventCodec.encode(event));
        for (String name : required) {
            ObjectNode broken = json.deepCopy();
            spoil(broken, name, new Random(seed));
            byte[] message = JSON.writeValueAsBytes(broken);
            UnknownEvent read = assertInstanceOf(UnknownEvent.class, EventCodec.decode(message));
            assertEquals(new UnknownEvent(event.type(), new String(message, StandardCharsets.UTF_8)), read);
        }
    }

    @Property
    void aBadElementCostsOnlyItself(@ForAll("events") ArchonEvent event, @ForAll long seed) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(EventCodec.encode(event));
        JsonNode list = json.has("items") ? json.get("items") : json.get("all");
        Random random = new Random(seed);
        if (list instanceof ArrayNode elements) {
            for (int i = 0; i < 3; i++) {
                elements.insert(
                        random.nextInt(elements.size() + 1),
                        JSON.readTree(NO_ELEMENTS[random.nextInt(NO_ELEMENTS.length)]));
            }
        }
        assertEquals(event, EventCodec.decode(JSON.writeValueAsBytes(json)), json::toString);
    }

    @Property(tries = 5_000)
    void numbersMayBeText(@ForAll("events") ArchonEvent event, @ForAll long seed) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(EventCodec.encode(event));
        quoteNumbers(json, new Random(seed));
        assertEquals(event, EventCodec.decode(JSON.writeValueAsBytes(json)), json::toString);
    }

    private static final String[] NO_ELEMENTS = {"null", "1", "\"x\"", "[]", "[{}]", "{}", "true", "{\"other\":1}"};

    /** Takes a field away, or puts there what is neither a text, nor a number, nor true or false, nor an object. */
    private static void spoil(ObjectNode json, String name, Random random) {
        boolean anything = name.equals("debug");
        switch (anything ? random.nextInt(2) : random.nextInt(4)) {
            case 0 -> json.remove(name);
            case 1 -> json.putNull(name);
            case 2 -> {
                if (name.equals("items") || name.equals("all")) {
                    json.put(name, 7);
                } else {
                    json.putArray(name).add("x");
                }
            }
            default -> {
                if (name.equals("progress") || name.equals("content_error")) {
                    json.put(name, true);
                } else {
                    json.putObject(name).put("x", 1);
                }
            }
        }
    }

    private static void quoteNumbers(ObjectNode json, Random random) {
        for (String name : List.copyOf(json.propertyNames())) {
            JsonNode value = json.get(name);
            if (value.isNumber() && random.nextBoolean()) {
                json.put(name, value.decimalValue().toString());
            } else if (value instanceof ObjectNode inner) {
                quoteNumbers(inner, random);
            } else if (value instanceof ArrayNode list) {
                list.forEach(element -> quoteNumbers((ObjectNode) element, random));
            }
        }
    }

    @Provide
    Arbitrary<ArchonEvent> events() {
        return EventArbitraries.events();
    }
}
