package dev.archon.protocol.codec;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.util.Optional;

/** The bodies of the REST calls. */
public final class RestCodec {

    private static final FieldSelection CREDENTIALS = FieldSelection.of("url", "token");
    private static final FieldSelection POWER = FieldSelection.of("action");
    private static final FieldSelection ERROR = FieldSelection.of("error", "description");

    private RestCodec() {}

    /**
     * Reads the answer to the call for WebSocket credentials.
     *
     * @param body the answer's body
     * @return where to connect, and with what
     * @throws ProtocolException if it is not JSON or lacks a field
     */
    public static WebSocketCredentials decodeCredentials(byte[] body) throws ProtocolException {
        JsonFields fields = fields("credentials", body, CREDENTIALS);
        return new WebSocketCredentials(fields.string("url"), new Jwt(token(fields)));
    }

    /** An empty token would be sent and refused, which says less than this. */
    private static String token(JsonFields fields) throws ProtocolException {
        String token = fields.string("token");
        if (token.isBlank()) {
            throw new ProtocolException("credentials", "token", 0, "empty");
        }
        return token;
    }

    /**
     * Writes the answer to the call for WebSocket credentials.
     *
     * @param credentials where to connect, and with what
     * @return the answer's body
     */
    public static byte[] encodeCredentials(WebSocketCredentials credentials) {
        return JsonWriter.object(out -> out.string("url", credentials.url())
                .string("token", credentials.token().value()));
    }

    /**
     * Reads the body of the power call.
     *
     * @param body the request's body
     * @return the action, or empty if it names one that does not exist
     * @throws ProtocolException if it is not JSON or lacks the field
     */
    public static Optional<PowerAction> decodePower(byte[] body) throws ProtocolException {
        return PowerAction.of(fields("power", body, POWER).string("action"));
    }

    /**
     * Writes the body of the power call.
     *
     * @param action the action
     * @return the request's body
     */
    public static byte[] encodePower(PowerAction action) {
        return JsonWriter.object(out -> out.string("action", action.text()));
    }

    /**
     * Writes the body that goes with an error status.
     *
     * @param error a short name for the error
     * @param description what went wrong and what to do
     * @return the answer's body
     */
    public static byte[] encodeError(String error, String description) {
        return JsonWriter.object(out -> out.string("error", error).string("description", description));
    }

    /**
     * Reads what an answer with an error status says in words.
     *
     * @param body the answer's body, which may be anything
     * @return its description, or else its error's name, or empty if there is neither
     */
    public static Optional<String> decodeError(byte[] body) {
        try {
            JsonFields fields = fields("error", body, ERROR);
            Optional<String> description = words(fields, "description");
            return description.isPresent() ? description : words(fields, "error");
        } catch (ProtocolException e) {
            // An error page need not be JSON; then its status has to speak for itself.
            return Optional.empty();
        }
    }

    /** A field that says something; one of another form says nothing. */
    private static Optional<String> words(JsonFields fields, String name) {
        try {
            return fields.strictString(name).filter(text -> !text.isBlank());
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    private static JsonFields fields(String what, byte[] body, FieldSelection shape) throws ProtocolException {
        JsonReader in = JsonReader.of(body, 0, body.length);
        in.reading(what);
        in.check();
        return in.fields(shape);
    }
}
