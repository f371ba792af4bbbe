package dev.archon.client.internal.handshake;

import java.util.List;

/** Checks an answer with status 101 (RFC 6455, section 4.1). */
final class SwitchingProtocols {

    private SwitchingProtocols() {}

    /** Returns whether {@code permessage-deflate} was agreed on. */
    static boolean check(ResponseReader answer, HandshakeRequest request) throws HandshakeViolationException {
        if (!answer.isHttp11()) {
            throw new HandshakeViolationException("by HTTP/1.0");
        }
        if (!names(answer, "Upgrade", "websocket")) {
            throw new HandshakeViolationException("without Upgrade: websocket");
        }
        if (!names(answer, "Connection", "Upgrade")) {
            throw new HandshakeViolationException("without Connection: Upgrade");
        }
        checkAccept(answer.headers("Sec-WebSocket-Accept"), request);
        if (answer.headers("Sec-WebSocket-Protocol").stream().anyMatch(value -> !value.isEmpty())) {
            throw new HandshakeViolationException("with a subprotocol, and none was offered");
        }
        return PerMessageDeflate.check(answer.headers("Sec-WebSocket-Extensions"), request.offersCompression());
    }

    private static void checkAccept(List<String> accepts, HandshakeRequest request) throws HandshakeViolationException {
        if (accepts.isEmpty()) {
            throw new HandshakeViolationException("without Sec-WebSocket-Accept");
        }
        if (accepts.size() > 1) {
            throw new HandshakeViolationException("with more than one Sec-WebSocket-Accept");
        }
        if (!accepts.get(0).equals(request.accept())) {
            throw new HandshakeViolationException("with a Sec-WebSocket-Accept that does not belong to the request");
        }
    }

    private static boolean names(ResponseReader answer, String header, String token) {
        return answer.headers(header).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(named -> named.strip().equalsIgnoreCase(token));
    }
}
