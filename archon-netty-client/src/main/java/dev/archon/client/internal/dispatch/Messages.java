package dev.archon.client.internal.dispatch;

/** Some messages of one read, in order and in one of the forms in which they are delivered. Does not change while it waits. */
sealed interface Messages permits EventMessages, LineBatch {

    /** How many messages there are. */
    int size();

    /** How large a message is beside the others, about; more than zero. */
    long weight(int index);

    /** Says whether a message is kept when others are dropped. */
    RetentionRule retention(int index);

    /** How many lines of the console some of the messages have. */
    long lines(int from, int to);

    /** Some of the messages, in an object that keeps no others alive. */
    Messages part(int from, int to);
}
