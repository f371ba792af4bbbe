package dev.archon.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.archon.protocol.rest.RawJson;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers about servers and backups with fields removed, nulled, of other types, quoted, mutated, and in any style. */
class ApiCodecProperties {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Without these a record means nothing, or it takes any JSON. */
    private static final Set<String> NOT_SPOILT = Set.of(
            "server_id",
            "id",
            "operation_type",
            "servers",
            "backups",
            "list",
            "readiness",
            "java_version",
            "error",
            "node",
            "users");

    @Property(tries = 2_000)
    void aFieldOfAnotherTypeIsAbsentAndCostsOnlyItself(@ForAll Sample sample, @ForAll long seed) throws Exception {
        JsonNode spoilt = JSON.readTree(sample.json);
        JsonNode expected = spoilt.deepCopy();
        spoil(spoilt, expected, new Random(seed));
        assertEquals(sample.read(expected), sample.read(spoilt), spoilt::toString);
    }

    @Property(tries = 2_000)
    void anyStyleIsReadAlike(@ForAll Sample sample, @ForAll long seed) throws Exception {
        byte[] body = sample.json.getBytes(UTF_8);
        byte[] object = sample == Sample.DETAILS_LIST ? null : JsonRestyler.restyle(body, seed);
        if (object != null) {
            assertEquals(withoutJson(sample.read(body)), withoutJson(sample.read(object)));
        }
    }

    @Property(tries = 5_000)
    void aMutatedAnswerIsReadOrRefusedWithoutQuotingASecret(@ForAll Sample sample, @ForAll long seed) {
        byte[] body = Mutation.mutate(sample.json.getBytes(UTF_8), seed);
        Outcome outcome = Outcome.of(() -> sample.read(body));
        if (outcome.value() == null) {
            assertFalse(String.valueOf(outcome.error()).matches("(?s).*(qq|ww|zz|kk).*"), outcome::toString);
        }
    }

    /** Spoils fields of one tree, and takes the same ones away in the other. */
    private static void spoil(JsonNode json, JsonNode expected, Random random) {
        if (json instanceof ObjectNode object && expected instanceof ObjectNode without) {
            for (String name : List.copyOf(object.propertyNames())) {
                if (!NOT_SPOILT.contains(name) && random.nextInt(4) == 0) {
                    without.remove(name);
                    spoil(object, name, random);
                } else if (without.has(name)) {
                    spoil(object.get(name), without.get(name), random);
                }
            }
        } else if (json instanceof ArrayNode list && expected instanceof ArrayNode others) {
            for (int i = 0; i < list.size(); i++) {
                spoil(list.get(i), others.get(i), random);
            }
            if (random.nextInt(3) == 0) {
                list.add(7).addNull().addArray().add("x");
            }
        }
    }

    private static void spoil(ObjectNode json, String name, Random random) {
        boolean isArray = json.get(name).isArray();
        switch (random.nextInt(3)) {
            case 0 -> json.putNull(name);
            case 1 -> {
                if (isArray) {
                    json.putObject(name).put("x", 1);
                } else {
                    json.putArray(name).addObject().put("id", "x");
                }
            }
            default -> {
                if (json.get(name).isObject() || isArray) {
                    json.put(name, "x");
                } else {
                    json.putObject(name).put("id", "x");
                }
            }
        }
    }

    /** The values of a record, and of those in it, but for its JSON, which differs. */
    private static Object withoutJson(Object value) throws ReflectiveOperationException {
        if (value instanceof RawJson) {
            return "";
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? List.of(withoutJson(optional.get())) : List.of();
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            for (Object element : list) {
                elements.add(withoutJson(element));
            }
            return elements;
        }
        if (value instanceof Record) {
            List<Object> values = new ArrayList<>();
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                values.add(withoutJson(component.getAccessor().invoke(value)));
            }
            return values;
        }
        return value;
    }

    /** An answer with every field that is known. */
    @SuppressWarnings("ImmutableEnumChecker") // the readers are method references
    enum Sample {
        SERVER(SERVER_JSON),
        PAGE("{\"servers\":[" + SERVER_JSON
                + "],\"pagination\":{\"current_page\":1,\"page_size\":2,\"total_pages\":3,"
                + "\"total_items\":4},\"users\":{\"u\":{\"id\":\"u\",\"username\":\"n\",\"avatar_url\":\"a\"}}}"),
        DETAILS(DETAILS_JSON),
        DETAILS_LIST("[" + DETAILS_JSON + "," + DETAILS_JSON + "]"),
        BACKUPS("{\"active_operations\":[" + OPERATION_JSON
                + "],\"backups\":[{\"id\":\"b\",\"name\":\"n\",\"created_at\":"
                + "\"c\",\"status\":\"done\",\"locked\":true,\"automated\":false,\"history\":[" + OPERATION_JSON
                + "]}]}");

        private final String json;

        Sample(String json) {
            this.json = json;
        }

        Object read() throws ProtocolException {
            return read(json.getBytes(UTF_8));
        }

        Object read(byte[] body) throws ProtocolException {
            return switch (this) {
                case SERVER -> ApiCodec.decodeServer(body);
                case PAGE -> ApiCodec.decodeServers(body);
                case DETAILS -> ApiCodec.decodeServerDetails(body);
                case DETAILS_LIST -> ApiCodec.decodeServerDetailsList(body);
                case BACKUPS -> ApiCodec.decodeBackups(body);
            };
        }

        Object read(JsonNode node) throws Exception {
            return withoutJson(read(JSON.writeValueAsBytes(node)));
        }
    }

    private static final String SERVER_JSON = """
            {"server_id":"a","name":"n","owner_id":"o","net":{"ip":"1.2.3.4","port":25565,"domain":"d"},"game":"g",
            "backup_quota":1,"used_backup_quota":2,"status":"available","suspension_reason":"other","loader":"l",
            "loader_version":"v","mc_version":"m","upstream":{"kind":"k","version_id":"v","project_id":"p"},
            "sftp_username":"s","sftp_password":"qqwwzzkk","sftp_host":"h","datacenter":"e",
            "notices":[{"id":1,"dismissable":true,"title":"t","message":"m","level":"l","announced":"a"}],
            "node":{"token":"qqwwzzkk","instance":"i"},"flows":{"intro":true},"is_medal":true,"medal_expires":"x",
            "current_user_permissions":18446744073709551615}""";

    private static final String DETAILS_JSON = """
            {"id":"a","name":"n","subdomain":"s","specs":{"cpu":1,"memory_mb":2,"storage_mb":3,"swap_mb":4},
            "sftp_username":"u","sftp_password":"qqwwzzkk","tags":["t"],
            "location":{"status":"assigned","location_metadata":{"region":"r","hostname":"h"}},
            "worlds":[{"id":"w","name":"n","created_at":"c","is_active":true,"readiness":"r","content":{"modloader":"m",
            "modloader_version":"v","game_version":"g","java_version":"21"}}]}""";

    private static final String OPERATION_JSON = """
            {"backup_id":"b","operation_type":"create","operation_id":1,"has_parent":true,"scheduled_for":"s",
            "started_at":"t","synthetic_legacy":true,"user_info":{"id":"u"},"state":"ongoing","completed_at":"c",
            "error":"e","should_prompt":true}""";
}
