package dev.archon.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupOperation;
import dev.archon.protocol.rest.BackupOperationState;
import dev.archon.protocol.rest.BackupOperationType;
import dev.archon.protocol.rest.BackupQueue;
import dev.archon.protocol.rest.BackupStatus;
import dev.archon.protocol.rest.NodeAccess;
import dev.archon.protocol.rest.RawJson;
import dev.archon.protocol.rest.Secret;
import dev.archon.protocol.rest.ServerAvailability;
import dev.archon.protocol.rest.ServerDetails;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.rest.ServerPage;
import dev.archon.protocol.rest.SuspensionReason;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers about servers and backups, as the published client and the panel read them. */
class ApiCodecTest {

    private static final String SERVER = """
            {"server_id":"abc","name":"Survival","owner_id":"u1","net":{"ip":null,"port":25565,"domain":"mine"},
             "game":"Minecraft","backup_quota":15,"used_backup_quota":3,"status":"suspended",
             "suspension_reason":"upgrading","loader":"Fabric","loader_version":"0.16","mc_version":"1.21",
             "upstream":{"kind":"modpack","version_id":"v","project_id":"p"},
             "sftp_username":"me","sftp_password":"hunter2","sftp_host":"sftp.example:2022","datacenter":"eu",
             "notices":[{"id":7,"dismissable":true,"title":"T","message":"M","level":"warn","announced":"2026-01-01"}],
             "node":{"token":"node-token","instance":"node-1"},"flows":{"intro":true},"is_medal":false,
             "current_user_permissions":18446744073709551615,"brand_new":{"x":1}}""";

    @Test
    void aServerInTheOlderForm() throws Exception {
        ServerInfo server = ApiCodec.decodeServer(SERVER.getBytes(UTF_8));
        assertEquals("abc", server.id());
        assertEquals(Optional.of("Survival"), server.name());
        assertEquals(
                Optional.of(new ServerInfo.Net(Optional.empty(), OptionalLong.of(25565), Optional.of("mine"))),
                server.net());
        assertEquals(OptionalLong.of(15), server.backupQuota());
        assertEquals(ServerAvailability.SUSPENDED, server.statusValue());
        assertEquals(Optional.of(SuspensionReason.UPGRADING), server.suspensionReasonValue());
        assertEquals(Optional.of("modpack"), server.upstream().orElseThrow().kind());
        assertEquals(Optional.of(new Secret("hunter2")), server.sftp().password());
        assertEquals(Optional.of("T"), server.notices().get(0).title());
        assertEquals(Optional.of("node-1"), server.node().orElseThrow().instance());
        assertFalse(server.withoutNode());
        assertEquals(Optional.of(true), server.intro());
        assertEquals(Optional.of(false), server.medal());
        assertEquals(new RawJson(SERVER), server.json());
    }

    @Test
    void noSecretIsInTheTextOfAServer() throws Exception {
        String text = ApiCodec.decodeServer(SERVER.getBytes(UTF_8)).toString();
        assertFalse(text.contains("hunter2") || text.contains("node-token"), text);
        String page = ApiCodec.decodeServers(("{\"servers\":[" + SERVER + "]}").getBytes(UTF_8))
                .toString();
        assertFalse(page.contains("hunter2") || page.contains("node-token"), page);
        String details = ApiCodec.decodeServerDetailsList(
                        "[{\"id\":\"a\",\"sftp_password\":\"hunter2\"}]".getBytes(UTF_8))
                .toString();
        assertFalse(details.contains("hunter2"), details);
        String access = ApiCodec.decodeNodeAccess("{\"url\":\"n/fs\",\"token\":\"node-token\"}".getBytes(UTF_8))
                .toString();
        assertFalse(access.contains("node-token"), access);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "18446744073709551615, 18446744073709551615",
        "-1, 18446744073709551615",
        "\"9223372036854775808\", 9223372036854775808",
        "\"-9223372036854775808\", 9223372036854775808",
        "6.0, 6"
    })
    void permissionsAreAnUnsignedMaskHoweverTheyAreWritten(String json, String mask) throws Exception {
        ServerInfo server = ApiCodec.decodeServer(
                ("{\"server_id\":\"a\",\"current_user_permissions\":" + json + "}").getBytes(UTF_8));
        assertEquals(mask, server.permissions().orElseThrow().toString());
    }

    @Test
    void aPermissionIsABitOfTheMask() throws Exception {
        ServerInfo server = ApiCodec.decodeServer(
                "{\"server_id\":\"a\",\"current_user_permissions\":9223372036854775810}".getBytes(UTF_8));
        assertTrue(server.permissions().orElseThrow().has(Long.MIN_VALUE | 2));
        assertFalse(server.permissions().orElseThrow().has(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'status':'suspended','suspension_reason':'upgrading'|is being upgraded, which passes by itself",
                "'status':'suspended','suspension_reason':'paymentfailed'|a payment has failed",
                "'status':'suspended','suspension_reason':'a new one'|the server is suspended",
                "'status':'suspended'|the server is suspended",
                "'status':'available','node':null|no node while it is being prepared or moved",
            })
    void aServerThatCannotBeConnectedToSaysWhy(String fields, String why) throws Exception {
        String json = "{\"server_id\":\"a\"," + fields.replace('\'', '"') + "}";
        String obstacle = ApiCodec.decodeServer(json.getBytes(UTF_8)).obstacle().orElseThrow();
        assertTrue(obstacle.endsWith(why) || obstacle.contains(why), obstacle);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'status':'available','node':{'instance':'n'}",
                "'status':'installing'",
                "'status':'new'",
                "'node':7",
                "'name':'x'"
            })
    void nothingElseIsTakenForAnObstacle(String fields) throws Exception {
        String json = "{\"server_id\":\"a\"," + fields.replace('\'', '"') + "}";
        assertEquals(
                Optional.empty(), ApiCodec.decodeServer(json.getBytes(UTF_8)).obstacle());
    }

    @Test
    void aPageOfServers() throws Exception {
        ServerPage page = ApiCodec.decodeServers("""
                {"servers":[{"server_id":"a"},7,{"name":"without an id"},{"server_id":"b"}],
                 "pagination":{"current_page":1,"page_size":2,"total_pages":"9","total_items":17},
                 "users":{"u1":{"id":"u1","username":"Ann","avatar_url":null},"u2":null,"u3":{"username":"no id"}}}""".getBytes(UTF_8));
        assertEquals(
                List.of("a", "b"), page.servers().stream().map(ServerInfo::id).toList());
        assertEquals(OptionalLong.of(9), page.totalPages());
        assertEquals(OptionalLong.of(17), page.totalItems());
        assertEquals(List.of(new ServerPage.User("u1", Optional.of("Ann"), Optional.empty())), page.users());
    }

    @Test
    void serversInTheNewerForm() throws Exception {
        List<ServerDetails> servers = ApiCodec.decodeServerDetailsList("""
                [{"id":"a","name":"S","subdomain":"s","specs":{"cpu":4,"memory_mb":8192,"storage_mb":1,"swap_mb":0},
                  "sftp_username":"me","tags":["x",7,"y"],
                  "location":{"status":"assigned","location_metadata":{"region":"eu","hostname":"n1"}},
                  "worlds":[{"id":"w0"},{"id":"w1","name":"World","is_active":true,"readiness":{"x":1},
                    "content":{"modloader":"fabric","modloader_version":"0.16","game_version":"1.21","java_version":21}}]},
                 {"name":"without an id"}]""".getBytes(UTF_8));
        assertEquals(1, servers.size());
        ServerDetails server = servers.get(0);
        assertEquals(OptionalLong.of(8192), server.specs().orElseThrow().memoryMb());
        assertEquals(List.of("x", "y"), server.tags());
        assertEquals(Optional.of("eu"), server.location().orElseThrow().region());
        ServerDetails.World world = server.activeWorld().orElseThrow();
        assertEquals("w1", world.id());
        assertEquals(Optional.of("{\"x\":1}"), world.readiness());
        assertEquals(Optional.of("21"), world.content().orElseThrow().javaVersion());
        assertTrue(server.json().text().startsWith("{\"id\":\"a\""));
        assertTrue(server.json().text().endsWith("}]}"), server.json().text());
    }

    @Test
    void theBackupsOfAWorld() throws Exception {
        BackupQueue queue = ApiCodec.decodeBackups("""
                {"active_operations":[{"backup_id":"b1","operation_type":"create","operation_id":null,
                   "has_parent":false,"scheduled_for":"2026-01-01T00:00:00Z","started_at":null,
                   "synthetic_legacy":true,"user_info":{"id":"u1"}}],
                 "backups":[{"id":"b1","name":"First","created_at":"2026-01-01","status":"in_progress","locked":false,
                   "automated":true,"history":[{"operation_type":"restore","operation_id":12,"state":"timed_out",
                   "completed_at":"2026-01-02","error":"disk","should_prompt":true}]},{"name":"no id"}]}""".getBytes(UTF_8));
        BackupOperation active = queue.activeOperations().get(0);
        assertEquals(BackupOperationType.CREATE, active.typeValue());
        assertEquals(OptionalLong.empty(), active.operationId());
        assertEquals(Optional.of(new RawJson("{\"id\":\"u1\"}")), active.userInfo());
        assertEquals(1, queue.backups().size());
        Backup backup = queue.backup("b1").orElseThrow();
        assertEquals(BackupStatus.IN_PROGRESS, backup.statusValue());
        BackupOperation past = backup.history().get(0);
        assertEquals(OptionalLong.of(12), past.operationId());
        assertEquals(Optional.of(BackupOperationState.TIMED_OUT), past.stateValue());
        assertEquals(Optional.of("disk"), past.error());
        assertEquals(Optional.empty(), queue.backup("b2"));
    }

    @Test
    void whatIsNoListOfServersIsToldWithItsPlaceInTheAnswer() {
        Map<String, String> problems = Map.of(
                "", "unreadable servers message: expected an array, found nothing (at byte 0)",
                "{}", "unreadable servers message: expected an array, found an object (at byte 0)",
                "[] []", "unreadable servers message: something after the array (at byte 2)",
                "[],\"list\":[]", "unreadable servers message: not JSON (at byte 2)",
                "[7}", "unreadable servers message: not JSON (at byte 2)");
        problems.forEach((body, problem) -> {
            ProtocolException e = assertThrows(
                    ProtocolException.class, () -> ApiCodec.decodeServerDetailsList(body.getBytes(UTF_8)), body);
            assertEquals(problem, e.getMessage());
        });
    }

    @Test
    void whatIsNoAnswerAtAllIsToldWithoutQuotingIt() {
        for (String body :
                List.of("", "null", "[]", "{}", "{\"server_id\":7}", "<html>hunter2", "{\"server_id\":\"a\"")) {
            ProtocolException e =
                    assertThrows(ProtocolException.class, () -> ApiCodec.decodeServer(body.getBytes(UTF_8)), body);
            assertFalse(String.valueOf(e.getMessage()).contains("hunter2"), e.getMessage());
        }
        for (String body : List.of("", "{}", "7", "null", "[", "[]}", "[] []")) {
            assertThrows(ProtocolException.class, () -> ApiCodec.decodeServerDetailsList(body.getBytes(UTF_8)), body);
        }
        assertThrows(ProtocolException.class, () -> ApiCodec.decodeBackups("{\"backups\":{}}".getBytes(UTF_8)));
        assertThrows(
                ProtocolException.class,
                () -> ApiCodec.decodeNodeAccess("{\"url\":\"n\",\"token\":\"a b\"}".getBytes(UTF_8)));
    }

    @Test
    void requests() {
        assertEquals("{\"name\":\"a \\\"b\\\"\"}", new String(ApiCodec.encodeName("a \"b\""), UTF_8));
        assertEquals("{\"backup_ids\":[\"1\",\"2\"]}", new String(ApiCodec.encodeBackupIds(List.of("1", "2")), UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "node-1.modrinth.com/modrinth/v0/fs, https://node-1.modrinth.com/",
        "node-1.modrinth.com:8443, https://node-1.modrinth.com:8443/",
        "https://node_1.modrinth.com/modrinth/v0/fs, https://node_1.modrinth.com/",
        "HTTPS://NODE/x?y, https://node/",
    })
    void aNodeIsItsHost(String url, String node) throws Exception {
        NodeAccess access = ApiCodec.decodeNodeAccess(("{\"url\":\"" + url + "\",\"token\":\"t\"}").getBytes(UTF_8));
        assertEquals(URI.create(node), access.node(URI.create("https://archon.modrinth.com"), false));
    }

    @Test
    void aNodeInClearIsRefusedUnderAnEncryptedBaseUnlessItIsAllowed() throws Exception {
        NodeAccess access = ApiCodec.decodeNodeAccess("{\"url\":\"http://n:1/x\",\"token\":\"t\"}".getBytes(UTF_8));
        assertThrows(IllegalArgumentException.class, () -> access.node(URI.create("https://a"), false));
        assertEquals(URI.create("http://n:1/"), access.node(URI.create("https://a"), true));
        assertEquals(URI.create("http://n:1/"), access.node(URI.create("http://a"), false));
        NodeAccess odd = ApiCodec.decodeNodeAccess("{\"url\":\"ftp://n/\",\"token\":\"t\"}".getBytes(UTF_8));
        assertThrows(IllegalArgumentException.class, () -> odd.node(URI.create("http://a"), true));
    }
}
