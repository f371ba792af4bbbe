package dev.archon.protocol.scan;

import dev.archon.protocol.event.LogLevel;
import java.util.Optional;

/**
 * The level and the thread of an entry, as they come again in many messages.
 *
 * @param level the level as it was sent
 * @param levelText the same as events have it
 * @param value the level
 * @param thread the thread's name
 * @param threadName the same as events have it
 */
record Log4jSource(
        JsonText level, Optional<String> levelText, LogLevel value, JsonText thread, Optional<String> threadName) {}
