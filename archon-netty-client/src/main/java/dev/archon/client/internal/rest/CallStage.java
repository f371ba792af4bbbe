package dev.archon.client.internal.rest;

/** How far a REST call has come, so that one that takes too long can say what it waited for. */
public enum CallStage {
    /** The API token has been asked for. */
    TOKEN,

    /** A TCP connection is being made, through the proxy if there is one. */
    CONNECT,

    /** TLS is being agreed on. */
    TLS,

    /** The request is being written. */
    REQUEST,

    /** The request is written, and nothing of the answer has come. */
    HEAD,

    /** Status and headers have come, the body has not come whole. */
    BODY
}
