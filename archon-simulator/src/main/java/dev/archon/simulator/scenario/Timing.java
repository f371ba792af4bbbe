package dev.archon.simulator.scenario;

import java.util.List;

/** Computes whether steps let time pass in every case, whatever is drawn. */
final class Timing {

    private Timing() {}

    static boolean passes(List<Step> steps) {
        return steps.stream().anyMatch(Timing::passes);
    }

    private static boolean passes(Step step) {
        if (step instanceof Step.Pause pause) {
            return !pause.duration().least().isZero();
        } else if (step instanceof Step.Flood) {
            return true;
        } else if (step instanceof Step.Repeat repeat) {
            return passes(repeat.steps());
        } else if (step instanceof Step.During during) {
            return passes(during.steps());
        } else if (step instanceof Step.Choose choose) {
            return choose.options().stream().allMatch(option -> passes(option.steps()));
        }
        return false;
    }
}
