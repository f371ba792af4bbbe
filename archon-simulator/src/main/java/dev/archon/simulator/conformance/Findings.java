package dev.archon.simulator.conformance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what a judge finds. The worst finding is the verdict; nothing but {@link #unseen} means that nothing was seen. */
final class Findings {

    private static final List<Verdict> WORST_FIRST =
            List.of(Verdict.FAIL, Verdict.WEAK, Verdict.PASS, Verdict.NOT_SEEN);

    private final Map<Verdict, List<String>> found = new EnumMap<>(Verdict.class);

    Findings good(String text) {
        return add(Verdict.PASS, text);
    }

    Findings weak(String text) {
        return add(Verdict.WEAK, text);
    }

    Findings fail(String text) {
        return add(Verdict.FAIL, text);
    }

    Findings unseen(String text) {
        return add(Verdict.NOT_SEEN, text);
    }

    /** Adds a good finding if it holds, else one of the given verdict. */
    Findings check(boolean holds, String good, Verdict otherwise, String bad) {
        return holds ? good(good) : add(otherwise, bad);
    }

    private Findings add(Verdict verdict, String text) {
        List<String> texts = found.computeIfAbsent(verdict, key -> new ArrayList<>());
        if (!texts.contains(text)) {
            texts.add(text);
        }
        return this;
    }

    Judgement judgement() {
        List<String> evidence = new ArrayList<>();
        WORST_FIRST.forEach(verdict -> evidence.addAll(found.getOrDefault(verdict, List.of())));
        Verdict worst = WORST_FIRST.stream()
                .filter(found::containsKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a judge has found nothing at all"));
        return new Judgement(worst, evidence);
    }
}
