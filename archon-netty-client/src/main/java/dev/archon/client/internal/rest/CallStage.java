package dev.archon.client.internal.rest;

/** The stage of a REST call, so that the error of a call that takes too long can say what it waited for. */
public enum CallStage {
    /** The API token has been asked for. */
    TOKEN,

    /** The TLS provider is being loaded, before the first connection only. */
    LOAD,

    /** A TCP connection is being opened, through the proxy if there is one. */
    CONNECT,

    /** The TLS handshake is under way. */
    TLS,

    /** The request is being written. */
    REQUEST,

    /** The request is written, and no byte of the answer has come. */
    HEAD,

    /** Status and headers have come, the body is not complete. */
    BODY
}
