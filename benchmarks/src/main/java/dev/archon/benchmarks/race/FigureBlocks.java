package dev.archon.benchmarks.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills measured figures into pages, so that nobody copies them by hand. A block begins with the comment {@code <!-- figures:
 * NAME -->} and ends with {@code <!-- end of figures -->}; what is around it is written by people and stays.
 */
public final class FigureBlocks {

    private static final Pattern BLOCK =
            Pattern.compile("(<!-- figures: ([^>]+?) -->\\n).*?(<!-- end of figures -->)", Pattern.DOTALL);

    private FigureBlocks() {}

    /**
     * Fills the blocks of a file.
     *
     * @param page the file
     * @param figures the text for a block's name; empty to leave the block as it is
     * @throws IOException if the file cannot be read or written
     */
    public static void fill(Path page, Function<String, Optional<String>> figures) throws IOException {
        Files.writeString(page, fill(Files.readString(page), figures));
    }

    static String fill(String page, Function<String, Optional<String>> figures) {
        return BLOCK.matcher(page)
                .replaceAll(block -> Matcher.quoteReplacement(figures.apply(block.group(2))
                        .map(text -> block.group(1) + "\n" + text.strip() + "\n\n" + block.group(3))
                        .orElseGet(() -> whole(block))));
    }

    private static String whole(MatchResult block) {
        return block.group();
    }
}
