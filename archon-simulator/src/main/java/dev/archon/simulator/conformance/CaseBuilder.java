package dev.archon.simulator.conformance;

import dev.archon.simulator.conformance.ConformanceCase.Stage;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/** Describes a case: the texts, then its script in the order of time, then the judge. */
final class CaseBuilder {

    /** How long a client may take to start and to connect. */
    static final double START_SECONDS = 30;

    private final String id;
    private final String title;
    private String server = "";
    private String client = "";
    private String source = "";
    private Stage stage = Stage.QUIET;
    private final List<CaseStep> before = new ArrayList<>();
    private final List<CaseStep> script = new ArrayList<>();

    private CaseBuilder(String id, String title) {
        this.id = id;
        this.title = title;
    }

    static CaseBuilder of(String id, String title) {
        return new CaseBuilder(id, title);
    }

    CaseBuilder server(String text) {
        server = text;
        return this;
    }

    CaseBuilder client(String text) {
        client = text;
        return this;
    }

    CaseBuilder source(String text) {
        source = text;
        return this;
    }

    CaseBuilder stage(Stage newStage) {
        stage = newStage;
        return this;
    }

    CaseBuilder before(String label, Action action) {
        before.add(new CaseStep.Perform(label, action));
        return this;
    }

    CaseBuilder before(String label, Fault fault) {
        before.add(new CaseStep.SwitchOn(label, fault, OptionalInt.empty()));
        return this;
    }

    CaseBuilder before(String label, Fault fault, int times) {
        before.add(new CaseStep.SwitchOn(label, fault, OptionalInt.of(times)));
        return this;
    }

    CaseBuilder perform(String label, Action action) {
        script.add(new CaseStep.Perform(label, action));
        return this;
    }

    CaseBuilder switchOn(String label, Fault fault) {
        script.add(new CaseStep.SwitchOn(label, fault, OptionalInt.empty()));
        return this;
    }

    CaseBuilder switchOn(String label, Fault fault, int times) {
        script.add(new CaseStep.SwitchOn(label, fault, OptionalInt.of(times)));
        return this;
    }

    CaseBuilder switchOff(String label) {
        script.add(new CaseStep.SwitchOff(label));
        return this;
    }

    CaseBuilder type(String line) {
        script.add(new CaseStep.Type(line));
        return this;
    }

    CaseBuilder closeInput() {
        script.add(new CaseStep.CloseInput());
        return this;
    }

    CaseBuilder pause(double seconds) {
        script.add(new CaseStep.Pause(Spans.seconds(seconds)));
        return this;
    }

    /** Waits; the case ends if the wait times out. */
    CaseBuilder need(String label, Predicate<CaseJournal> condition, double seconds) {
        script.add(new CaseStep.Await(label, condition, Spans.seconds(seconds), true));
        return this;
    }

    /** Waits; the case goes on if the wait times out. */
    CaseBuilder await(String label, Predicate<CaseJournal> condition, double seconds) {
        script.add(new CaseStep.Await(label, condition, Spans.seconds(seconds), false));
        return this;
    }

    /** Waits for the first answer to a good token. */
    CaseBuilder connected() {
        return need("auth-ok", journal -> !journal.accepted().isEmpty(), START_SECONDS);
    }

    ConformanceCase judge(Function<CaseJournal, Judgement> judge) {
        Duration limit = Duration.ofSeconds(2);
        for (CaseStep step : script) {
            if (step instanceof CaseStep.Pause pause) {
                limit = limit.plus(pause.time());
            } else if (step instanceof CaseStep.Await await) {
                limit = limit.plus(await.limit());
            }
        }
        return new ConformanceCase(id, title, server, client, source, stage, before, script, limit, judge);
    }
}
