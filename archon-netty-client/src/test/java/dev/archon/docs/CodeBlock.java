package dev.archon.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param page the page's path
 * @param line the number of the block's first line of code, from 1
 * @param language what stands behind the opening fence; may be empty
 * @param text the code, each line with its line end
 */
record CodeBlock(String page, int line, String language, String text) {

    private static final String FENCE = "```";

    static List<CodeBlock> in(String page, String markdown) {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(FENCE)) {
                String language = lines.get(i).strip().substring(FENCE.length()).strip();
                StringBuilder text = new StringBuilder();
                int first = ++i;
                for (; i < lines.size() && !lines.get(i).strip().equals(FENCE); i++) {
                    text.append(lines.get(i)).append('\n');
                }
                blocks.add(new CodeBlock(page, first + 1, language, text.toString()));
            }
        }
        return blocks;
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
