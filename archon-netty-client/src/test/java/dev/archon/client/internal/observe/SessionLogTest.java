package dev.archon.client.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What is logged of an error. */
class SessionLogTest {

    @Test
    void ofAnErrorTheTypesAndStackTracesAreLoggedAndNoMessage() {
        Throwable error = new CompletionException(
                "at eyJhbGciOi.secret", new NoClassDefFoundError("a message that quotes eyJhbGciOi.secret"));
        StringWriter text = new StringWriter();
        RedactedError.of(error).printStackTrace(new PrintWriter(text));

        assertFalse(text.toString().contains("secret"), text::toString);
        assertTrue(text.toString().startsWith("java.util.concurrent.CompletionException"), text::toString);
        assertTrue(text.toString().contains("Caused by: java.lang.NoClassDefFoundError"), text::toString);
        assertTrue(text.toString().contains("SessionLogTest.java"), text::toString);
    }

    @Test
    void causesThatGoRoundInACircleComeToAnEnd() {
        Throwable one = new IllegalStateException("one");
        Throwable other = new IllegalStateException("other", one);
        one.initCause(other);
        int depth = 0;
        for (Throwable bare = RedactedError.of(one); bare != null; bare = bare.getCause()) {
            depth++;
        }
        assertEquals(9, depth);
    }
}
