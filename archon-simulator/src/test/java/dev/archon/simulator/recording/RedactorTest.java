package dev.archon.simulator.recording;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a recording must not hold, in the answers that a panel gets. */
class RedactorTest {

    @ParameterizedTest
    @ValueSource(strings = {"token", "password", "sftp_password", "api_key", "SFTP_PASSWORD"})
    void theValueOfASecretFieldIsReplacedHoweverDeepItLies(String field) {
        String json = "{\"servers\":[{\"name\":\"demo\",\"node\":{\"" + field + "\":\"hunter2hunter2\"}}]}";
        String redacted =
                new Redactor().json(JsonMapper.shared().readTree(json)).toString();
        assertFalse(redacted.contains("hunter2"), redacted);
        assertTrue(redacted.contains("demo"), redacted);
    }
}
