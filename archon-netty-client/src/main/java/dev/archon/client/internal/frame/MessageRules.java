package dev.archon.client.internal.frame;

import dev.archon.client.FaultyMessage;

/**
 * Which messages are taken, and what becomes of the others.
 *
 * @param maxMessage the size of the largest message that is accepted, inflated, in bytes
 * @param invalidUtf8 what becomes of a text message that is not UTF-8
 * @param oversized what becomes of a larger message
 */
public record MessageRules(int maxMessage, FaultyMessage invalidUtf8, FaultyMessage oversized) {

    /**
     * Rules by which every message that cannot be taken ends the connection.
     *
     * @param maxMessage the size of the largest message that is accepted, inflated, in bytes
     * @return the rules
     */
    public static MessageRules strict(int maxMessage) {
        return new MessageRules(maxMessage, FaultyMessage.END_CONNECTION, FaultyMessage.END_CONNECTION);
    }

    boolean skipsInvalidUtf8() {
        return invalidUtf8 == FaultyMessage.SKIP;
    }

    boolean skipsOversized() {
        return oversized == FaultyMessage.SKIP;
    }
}
