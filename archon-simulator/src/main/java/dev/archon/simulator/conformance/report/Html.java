package dev.archon.simulator.conformance.report;

/** Texts in a page. */
final class Html {

    private Html() {}

    /** Escapes a text for an element or an attribute, and shows control characters as they are shown in print. */
    static String text(String plain) {
        StringBuilder safe = new StringBuilder(plain.length() + 16);
        plain.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isShown(point) ? point : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean isShown(int point) {
        return point == '\n' || point == '\t' || !(Character.isISOControl(point) || isSurrogate(point));
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
