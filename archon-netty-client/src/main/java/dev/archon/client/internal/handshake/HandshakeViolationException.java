package dev.archon.client.internal.handshake;

/** What is wrong with a 101, in words of our own that end a sentence. */
final class HandshakeViolationException extends Exception {

    private static final long serialVersionUID = 1;

    HandshakeViolationException(String what) {
        super(what, null, false, false);
    }
}
