/** The simulator's page in a real browser: Chromium, without a window. Skipped where it is not installed. */
@NullMarked
package dev.archon.simulator.browser;

import org.jspecify.annotations.NullMarked;
