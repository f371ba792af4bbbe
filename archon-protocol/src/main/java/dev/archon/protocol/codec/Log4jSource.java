package dev.archon.protocol.codec;

import dev.archon.protocol.event.LogLevel;

/**
 * The level and the thread of an entry, as they come again in many messages.
 *
 * @param level the level as it was sent
 * @param levelText the same as a string
 * @param value the level
 * @param thread the thread's name
 * @param threadName the same as a string
 */
record Log4jSource(JsonText level, String levelText, LogLevel value, JsonText thread, String threadName) {}
