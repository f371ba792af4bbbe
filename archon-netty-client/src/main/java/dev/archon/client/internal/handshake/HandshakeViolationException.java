package dev.archon.client.internal.handshake;

/** An answer with status 101 breaks the protocol. The message is the end of a sentence. */
final class HandshakeViolationException extends Exception {

    private static final long serialVersionUID = 1;

    HandshakeViolationException(String what) {
        super(what, null, false, false);
    }
}
