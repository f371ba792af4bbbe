/** Tests of what the project's pages say: links, snippets, commands and messages. */
@NullMarked
package dev.archon.docs;

import org.jspecify.annotations.NullMarked;
