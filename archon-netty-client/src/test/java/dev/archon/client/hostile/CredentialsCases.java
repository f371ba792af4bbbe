package dev.archon.client.hostile;

import static dev.archon.client.hostile.HostileCase.tokenCall;
import static dev.archon.client.hostile.Step.answer;
import static dev.archon.client.hostile.Step.head;
import static dev.archon.client.hostile.Step.raw;
import static dev.archon.protocol.session.Cause.Kind.OPEN_FAILED;
import static dev.archon.protocol.session.Cause.Kind.TOKEN_FAILED;
import static dev.archon.protocol.session.Cause.Kind.TOKEN_REFUSED;

import java.util.ArrayList;
import java.util.List;

/** What the body of the token call's answer says: JSON, addresses, tokens, and words that quote secrets. */
final class CredentialsCases {

    private static final String NONE = "none that Archon gives";

    private CredentialsCases() {}

    static List<HostileCase> all() {
        List<HostileCase> all = new ArrayList<>();
        all.addAll(json());
        all.addAll(addresses());
        all.addAll(words());
        return all;
    }

    private static HostileCase body(String name, String body) {
        return tokenCall("credentials: " + name, answer("200 OK", body));
    }

    private static List<HostileCase> json() {
        List<HostileCase> all = new ArrayList<>();
        for (String body : List.of(
                "",
                " ",
                "null",
                "true",
                "42",
                "\"text\"",
                "[]",
                "{",
                "{}",
                "}",
                "[{\"url\":\"{url}\",\"token\":\"{jwt}\"}]",
                "{\"url\":\"{url}\"}",
                "{\"token\":\"{jwt}\"}",
                "{\"url\":null,\"token\":\"{jwt}\"}",
                "{\"url\":\"{url}\",\"token\":null}",
                "{\"url\":[],\"token\":\"{jwt}\"}",
                "{\"url\":\"{url}\",\"token\":{}}",
                "{\"url\":\"{url}\",\"token\":[\"{jwt}\"]}",
                "{\"url\":\"{url}\",\"token\":true}",
                "{\"data\":{\"url\":\"{url}\",\"token\":\"{jwt}\"}}",
                "{\"url\":\"{url}\",\"token\":\"{jwt}\"",
                "{\"url\":\"{url}\",,\"token\":\"{jwt}\"}",
                "{'url':'{url}','token':'{jwt}'}",
                "{\"url\":\"{url}\",\"token\":\"{jwt}",
                "{\"token\":\"{jwt}\\",
                "<html>{jwt}</html>")) {
            all.add(body("the body " + (body.isEmpty() ? "of no bytes" : body), body)
                    .fails(TOKEN_FAILED, NONE));
        }
        all.add(body("a field nested 100,000 deep", "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .fails(TOKEN_FAILED, NONE));
        all.add(body("100,000 objects never closed", "{\"x\":".repeat(100_000)).fails(TOKEN_FAILED, NONE));
        all.add(body("a number of 100,000 digits as token", "{\"url\":\"{url}\",\"token\":" + "9".repeat(100_000) + "}")
                .fails(TOKEN_FAILED, NONE));
        all.add(body("a text of 2 MB", "{\"x\":\"" + "x".repeat(2 << 20) + "\"}")
                .fails(TOKEN_FAILED, "more than 1 MiB"));
        all.add(body(
                        "50,000 unknown fields",
                        "{" + "\"field%s\":1,".repeat(50_000) + "\"url\":\"{url}\",\"token\":\"{jwt}\"}")
                .staysAlive());
        all.add(body(
                        "unknown fields of every kind",
                        "{\"a\":[{}],\"b\":null,\"c\":1e999,\"url\":\"{url}\",\"d\":\"\\ud800\",\"token\":\"{jwt}\"}")
                .staysAlive());
        all.add(body("a token that is empty", "{\"url\":\"{url}\",\"token\":\"\"}")
                .fails(TOKEN_FAILED, ""));
        all.add(tokenCall(
                        "credentials: bytes that are not UTF-8",
                        head("200 OK", "Connection: close"),
                        raw("{\"url\":\"\377\376\",\"token\":\"\300\200\"}"))
                .fails(TOKEN_FAILED, ""));
        all.add(tokenCall(
                        "credentials: NUL bytes before the JSON",
                        head("200 OK", "Connection: close"),
                        raw("\0\0{\"url\":\"{url}\",\"token\":\"{jwt}\"}"))
                .fails(TOKEN_FAILED, NONE));
        all.add(tokenCall(
                        "credentials: a byte order mark before the JSON",
                        head("200 OK", "Connection: close"),
                        raw("\357\273\277{\"url\":\"{url}\",\"token\":\"{jwt}\"}"))
                .fails(TOKEN_FAILED, NONE));
        return all;
    }

    /** An address that can never be one is not tried again, since the token call would give it again. */
    private static List<HostileCase> addresses() {
        List<HostileCase> all = new ArrayList<>();
        for (String url : List.of(
                "",
                " ",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "ftp://127.0.0.1/",
                "ws://",
                "ws:///socket",
                "ws://[::1/socket",
                "ws://127.0.0.1:99999/",
                "ws://127.0.0.1:abc/",
                "ws://a b/",
                "ws://a\\u0000b/",
                "ws://\\u202egro.elpmaxe/",
                "://",
                "?",
                "#")) {
            all.add(address("the address '" + url + "'", url));
        }
        all.add(body("an address with a line end", "{\"url\":\"ws://no\\nbody.invalid/\",\"token\":\"{jwt}\"}")
                .fails(OPEN_FAILED, ""));
        all.add(address("an address of 500,000 characters", "ws://" + "a".repeat(500_000) + "/"));
        all.add(address("an address that is the token", "{apiToken} {lastJwt}"));
        all.add(address("an address with the token as port", "ws://127.0.0.1:{apiToken}/"));
        all.add(body("a name that is the token", "{\"url\":\"ws://{apiToken}.invalid/\",\"token\":\"{jwt}\"}")
                .fails(OPEN_FAILED, ""));
        all.add(body("a query that is the token", "{\"url\":\"ws://127.0.0.1:1/?{apiToken}\",\"token\":\"{jwt}\"}")
                .fails(OPEN_FAILED, "127.0.0.1:1"));
        all.add(body(
                        "a user that is the token",
                        "{\"url\":\"ws://{apiToken}:{lastJwt}@127.0.0.1:1/\",\"token\":\"{jwt}\"}")
                .fails(OPEN_FAILED, ""));
        all.add(body("a port where nobody listens", "{\"url\":\"ws://127.0.0.1:1/\",\"token\":\"{jwt}\"}")
                .fails(OPEN_FAILED, "127.0.0.1:1 refused the connection"));
        all.add(body("a name that is not known", "{\"url\":\"ws://nobody.invalid/\",\"token\":\"{jwt}\"}")
                .fails(OPEN_FAILED, "nobody.invalid is not known"));
        all.add(body("an address in clear under https", "{\"url\":\"ws://localhost:1/\",\"token\":\"{jwt}\"}")
                .overTls()
                .fails(OPEN_FAILED, "")
                .once());
        return all;
    }

    private static HostileCase address(String name, String url) {
        return body(name, "{\"url\":\"" + url + "\",\"token\":\"{jwt}\"}")
                .fails(OPEN_FAILED, "")
                .once();
    }

    private static List<HostileCase> words() {
        List<HostileCase> all = new ArrayList<>();
        for (String words : List.of(
                "{apiToken}",
                "Bearer {apiToken} is wrong",
                "{jwt} is wrong",
                "{jwt}\\u0000{apiToken}",
                "a\\u001b[31mb",
                "a\\u009b31mb",
                "a\\u2028b\\u2029c",
                "a\\u202egnorw",
                "a\\u200bb\\ufeffc",
                "a\\r\\n2026-11-28 INFO all is well",
                "a\\ud800b",
                "a\\ufdd0b",
                "a\\u0000b",
                "a\\u00adb",
                "a\\u2066b\\u2069")) {
            all.add(tokenCall(
                            "words: an error that says " + words,
                            answer("500 Error", "{\"error\":\"x\",\"description\":\"" + words + "\"}"))
                    .fails(TOKEN_FAILED, 500, "answered"));
        }
        for (String words : List.of("{apiToken}", "{jwt}", "{apiToken}".repeat(50))) {
            all.add(tokenCall("words: a refusal that says " + words, answer("403 No", "{\"error\":\"" + words + "\"}"))
                    .fails(TOKEN_REFUSED, 403, "may use this server")
                    .once());
        }
        all.add(tokenCall(
                        "words: 300,000 characters",
                        answer("500 Error", "{\"description\":\"" + "word ".repeat(60_000) + "\"}"))
                .fails(TOKEN_FAILED, 500, "answered"));
        all.add(tokenCall("words: a token without its last character", peer -> {
                    String token = peer.server().filled("{apiToken}", peer);
                    answer("500 Error", "{\"description\":\"" + token.substring(0, token.length() - 1) + "\"}")
                            .play(peer);
                })
                .fails(TOKEN_FAILED, 500, "answered"));
        all.add(tokenCall("words: every second piece of a token", peer -> {
                    String token = peer.server().filled("{apiToken}", peer);
                    answer(
                                    "500 Error",
                                    "{\"description\":\"" + token.substring(5, 20) + " and " + token.substring(22, 40)
                                            + "\"}")
                            .play(peer);
                })
                .fails(TOKEN_FAILED, 500, "answered"));
        all.add(tokenCall("words: a redirect to the token", answer("302 Found", "{}", "Location: https://{apiToken}/"))
                .fails(TOKEN_FAILED, 302, "redirects are not followed"));
        all.add(tokenCall(
                        "words: an error that is HTML",
                        answer("502 Bad Gateway", "<html><h1>502</h1>{apiToken}</html>"))
                .fails(TOKEN_FAILED, 502, "status 502"));
        all.add(tokenCall("words: an error that is an array", answer("500 Error", "[\"{apiToken}\"]"))
                .fails(TOKEN_FAILED, 500, "status 500"));
        all.add(tokenCall(
                        "words: an error whose fields are objects",
                        answer("500 Error", "{\"error\":{\"a\":1},\"description\":[1]}"))
                .fails(TOKEN_FAILED, 500, "status 500"));
        return all;
    }
}
