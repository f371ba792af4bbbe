package dev.archon.client.internal.frame;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.zip.DataFormatException;

/** The exceptions that end a connection whose server breaks the protocol or a limit, each with the close code to answer. */
final class Violation {

    private Violation() {}

    /** A frame or an order of frames that RFC 6455 or RFC 7692 does not allow: 1002. */
    static CorruptedWebSocketFrameException of(String what) {
        return new CorruptedWebSocketFrameException(WebSocketCloseStatus.PROTOCOL_ERROR, what);
    }

    /** A text message or a close reason that is not UTF-8: 1007. */
    static CorruptedWebSocketFrameException notUtf8() {
        return new CorruptedWebSocketFrameException(
                WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "bytes that are not UTF-8");
    }

    /** A compressed message that is no valid DEFLATE data: 1007. */
    static CorruptedWebSocketFrameException notDeflated(DataFormatException cause) {
        return new CorruptedWebSocketFrameException(
                WebSocketCloseStatus.INVALID_PAYLOAD_DATA,
                "a message that cannot be inflated: " + cause.getMessage(),
                cause);
    }

    /**
     * A message that is too large: 1009.
     *
     * @param maxMessage the limit, in bytes
     */
    static CorruptedWebSocketFrameException tooBig(int maxMessage) {
        return new CorruptedWebSocketFrameException(
                WebSocketCloseStatus.MESSAGE_TOO_BIG, "a message of more than " + maxMessage + " bytes");
    }
}
