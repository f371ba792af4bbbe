package dev.archon.simulator.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the known names that are similar to an unknown one. */
final class NameSuggestions {

    private static final int MOST = 3;

    private NameSuggestions() {}

    /** The text after "there is no such name": the most similar names, or all names if none is similar. */
    static String hint(String wrong, Collection<String> names) {
        List<String> near = near(wrong, names);
        return near.isEmpty()
                ? "there are " + String.join(", ", names)
                : "did you mean " + String.join(" or ", near) + "?";
    }

    static List<String> near(String wrong, Collection<String> names) {
        int limit = Math.max(2, wrong.length() / 3);
        return names.stream()
                .filter(name -> isPart(wrong, name) || distance(wrong, name) <= limit)
                .sorted(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static boolean isPart(String wrong, String name) {
        return wrong.length() > 2 && (name.contains(wrong) || (name.length() > 2 && wrong.contains(name)));
    }

    /** The number of letters to insert, remove or change to get from one name to the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
