package dev.archon.simulator;

/** The certificate that a simulator presents: a valid one, or one with a fault. */
public enum TlsCertificate {
    /** Good for the address that the simulator listens on, and for {@code localhost}. */
    VALID,

    /** Ran out yesterday. */
    EXPIRED,

    /** Good, but for {@code wrong-host.invalid}. */
    WRONG_HOST,

    /** Issued by an authority other than the one that {@link TlsIdentity} tells clients to trust. */
    UNTRUSTED
}
