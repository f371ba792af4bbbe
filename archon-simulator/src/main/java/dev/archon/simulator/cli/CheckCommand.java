package dev.archon.simulator.cli;

import dev.archon.simulator.conformance.CaseResult;
import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.ConformanceCases;
import dev.archon.simulator.conformance.Verdict;
import dev.archon.simulator.conformance.report.HtmlReport;
import dev.archon.simulator.conformance.report.JsonReport;
import dev.archon.simulator.conformance.report.MarkdownTable;
import dev.archon.simulator.conformance.report.TextReport;
import dev.archon.simulator.conformance.run.ClientCommand;
import dev.archon.simulator.conformance.run.ConformanceRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries a client on a list of cases. */
@Command(
        name = "check",
        description = {
            "Tries a client of Archon, in any language, on a list of cases.",
            "Starts it once for each case, against a simulated server that is made for the case, and judges by what"
                    + " goes over the wire."
        },
        footer = {
            "",
            "What the client has to do: connect to the server and stay connected, as its users would have it, until"
                    + " its standard input ends or it is ended by a signal. {url}, {server} and {token} in COMMAND are"
                    + " replaced by the base URL of the API, the id of the server and the API token; the same are in the"
                    + " environment as ARCHON_URL, ARCHON_SERVER and ARCHON_TOKEN.",
            "",
            "What it may do, and what some cases need: read lines from its standard input, and",
            "  command TEXT   send TEXT as a console command",
            "  disconnect     disconnect in order, and stay away",
            "and print the text of each console line that it receives, once. Cases that need what it does not do are"
                    + " 'not seen', or judged by the rest.",
            "",
            "Verdicts: pass, weak (allowed, but not good), fail, not seen. A whole run takes about four minutes, most"
                    + " of it for the case gives-up.",
            "",
            "Of the sources that --list names, 'document' is Modrinth's page on its WebSocket API; 'observed' is what"
                    + " its servers, its panel or its client were seen to do.",
            "",
            "Examples:",
            "  java -jar archon-simulator.jar check -- node c.mjs {url} {server} {token}",
            "  java -jar archon-simulator.jar check --case ping --report r.html -- ./client",
            "  java -jar archon-simulator.jar check --list"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {

    private static final int MOST_JOBS = 100;
    private static final int END_SECONDS = 15;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "how the client is started, behind --; the program first, then its arguments")
    List<String> words = List.of();

    @Option(
            names = "--case",
            paramLabel = "ID",
            description = "run this case only; may be given again and again; by default all are run")
    List<String> ids = List.of();

    @Option(names = "--list", description = "list the cases with what a good client does, and run none")
    boolean list;

    @Option(names = "--report", paramLabel = "FILE", description = "write a page with the timeline of each case")
    @Nullable
    Path page;

    @Option(names = "--json", paramLabel = "FILE", description = "write the results as JSON")
    @Nullable
    Path json;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            defaultValue = "client",
            description = "what the client is called in reports; by default ${DEFAULT-VALUE}")
    String name = "client";

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = {
                "print a Markdown table of a report that --json wrote, and run nothing; may be given again and again,"
                        + " for one column each"
            })
    List<Path> tables = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "how long a case may take at most; by default ${DEFAULT-VALUE}")
    Duration timeout = Duration.ofMinutes(5);

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "4",
            description = "how many cases run at the same time; by default ${DEFAULT-VALUE}")
    int jobs = 4;

    @Override
    public Integer call() throws Exception {
        List<ConformanceCase> cases = cases();
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            list(out, cases);
            return ExitCode.OK;
        }
        if (!tables.isEmpty()) {
            MarkdownTable.lines(cases, columns()).forEach(out::println);
            return ExitCode.OK;
        }
        if (words.isEmpty()) {
            throw wrong("COMMAND is missing");
        }
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw wrong("--jobs must be 1 to " + MOST_JOBS + ": " + jobs);
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw wrong("--timeout must be above zero");
        }
        List<CaseResult> results = run(cases);
        VerdictColours colours = new VerdictColours(ansi());
        TextReport.lines(results).forEach(line -> out.println(colours.line(line)));
        out.flush();
        if (page != null) {
            write(page, HtmlReport.write(name, results));
        }
        if (json != null) {
            write(json, JsonReport.write(name, results));
        }
        return results.stream().anyMatch(result -> result.verdict() == Verdict.FAIL) ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private List<CaseResult> run(List<ConformanceCase> cases) throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        VerdictColours colours = new VerdictColours(ansi());
        int width = TextReport.width(cases);
        CountDownLatch over = new CountDownLatch(1);
        Thread running = Thread.currentThread();
        // A signal ends the clients too: the run is interrupted, and ends them on its way out.
        Thread hook = new Thread(() -> interrupt(running, over), "conformance-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try (CheckProgress progress = new CheckProgress(err, drawsProgress(), cases.size(), System::nanoTime)) {
            progress.start();
            return ConformanceRun.run(
                    cases,
                    new ClientCommand(words),
                    jobs,
                    timeout,
                    result -> progress.ended(colours.line(TextReport.line(result, width))));
        } finally {
            over.countDown();
            removeHook(hook);
        }
    }

    /** Whether a line may be drawn again and again: where codes were asked for, or standard error is not redirected. */
    private boolean drawsProgress() {
        return ansi() == Ansi.ON || (ansi().enabled() && StandardError.mayBeTerminal(Path.of("/proc/self/fd/2")));
    }

    private Ansi ansi() {
        return spec.commandLine().getColorScheme().ansi();
    }

    private static void interrupt(Thread running, CountDownLatch over) {
        running.interrupt();
        try {
            if (!over.await(END_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(CheckCommand.class.getName())
                        .log(System.Logger.Level.WARNING, "a client may still run");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is running: it is what has ended this run.
            System.getLogger(CheckCommand.class.getName()).log(System.Logger.Level.DEBUG, "ended by a signal", e);
        }
    }

    private List<ConformanceCase> cases() {
        if (ids.isEmpty()) {
            return ConformanceCases.all();
        }
        List<ConformanceCase> cases = new ArrayList<>();
        for (String id : ids) {
            ConformanceCase found = ConformanceCases.named(id)
                    .orElseThrow(() -> wrong("there is no case " + id + "; --list names them"));
            if (!cases.contains(found)) {
                cases.add(found);
            }
        }
        return cases;
    }

    private List<JsonReport.Column> columns() throws IOException {
        List<JsonReport.Column> columns = new ArrayList<>();
        for (Path file : tables) {
            try {
                columns.add(JsonReport.read(Files.readString(file)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        return columns;
    }

    private static void list(PrintWriter out, List<ConformanceCase> cases) {
        for (ConformanceCase one : cases) {
            out.println(one.id() + ": " + one.title());
            out.println("    Server: " + one.server());
            out.println("    Good client: " + one.client());
            out.println("    Source: " + one.source());
            out.println("    Takes at most " + one.limit().toSeconds() + " s.");
        }
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e, e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
