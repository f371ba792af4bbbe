package dev.archon.client.internal.net;

import dev.archon.protocol.session.Failure;

/** The exchange with a proxy until it has connected to the host. One for each connection. */
public sealed interface ProxyDialogue permits HttpConnect, SocksDialogue {

    /** The result of reading a byte from the proxy. */
    sealed interface Step {

        /** More bytes are needed. */
        enum Wait implements Step {
            /** The only one. */
            MORE
        }

        /** The tunnel is open. The next byte is from the target host. */
        enum Done implements Step {
            /** The only one. */
            OPEN
        }

        /**
         * The proxy waits for more.
         *
         * @param bytes what to send
         */
        @SuppressWarnings("ArrayRecordComponent") // Written to the socket at once, and not shared.
        record Say(byte[] bytes) implements Step {}

        /**
         * There will be no tunnel.
         *
         * @param failure why
         */
        record Refused(Failure failure) implements Step {}
    }

    /**
     * Returns what is sent first.
     *
     * @return the bytes
     */
    byte[] opening();

    /**
     * Reads the next byte. Not called again after {@link Step.Done} or {@link Step.Refused}.
     *
     * @param next the byte
     * @return what to do
     */
    Step read(byte next);

    /**
     * Starts a dialogue.
     *
     * @param route a way with a proxy
     * @return the dialogue that the proxy understands
     */
    static ProxyDialogue with(Route route) {
        ProxyAddress proxy = route.proxy();
        if (proxy == null) {
            throw new IllegalArgumentException("no proxy lies on the way to " + route.target());
        }
        return proxy.kind() == ProxyAddress.Kind.HTTP ? new HttpConnect(route, proxy) : new SocksDialogue(route, proxy);
    }
}
