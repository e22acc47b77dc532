package dev.understudy.conformance.report;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.NearestWord;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads baselines; every problem has its place. */
public final class BaselineReader {
    private static final String LIST = "/expected-failures";
    private static final Struct LANGUAGE = new Struct(
            "baseline",
            "failures that are expected",
            List.of(Field.required("expected-failures", Types.listOf(entry()), "The failures.")));

    private final YamlDocument document;
    private final Collection<String> rules;
    private final Collection<String> cases;
    private final List<Problem> problems = new ArrayList<>();

    private BaselineReader(YamlDocument document, Collection<String> rules, Collection<String> cases) {
        this.document = document;
        this.rules = rules;
        this.cases = cases;
    }

    /**
     * Reads a file.
     *
     * @param rules the ids that there are
     * @param cases the names that there are
     * @throws InvalidDocumentException with every problem that it has
     */
    public static Baseline read(Path file, Collection<String> rules, Collection<String> cases) {
        return new BaselineReader(YamlDocument.read(file), rules, cases).read();
    }

    private Baseline read() {
        LANGUAGE.check(document, "", problems::add);
        var entries = new ArrayList<Baseline.Entry>();
        if (problems.isEmpty()) {
            for (int i = 0; i < document.at(LIST).size(); i++) {
                entries.add(entry(LIST + "/" + i));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        return new Baseline(entries);
    }

    private Baseline.Entry entry(String pointer) {
        return new Baseline.Entry(
                known(pointer + "/rule", "rule", rules),
                known(pointer + "/case", "case", cases),
                document.text(pointer + "/reason"),
                date(pointer + "/until"),
                document.locate(pointer).toString());
    }

    private String known(String pointer, String kind, Collection<String> names) {
        var name = document.text(pointer);
        if (!name.isEmpty() && !names.contains(name)) {
            problems.add(new Problem(
                    document.locate(pointer),
                    "There is no " + kind + " '" + name + "'.",
                    NearestWord.advice(name, names)));
        }
        return name;
    }

    private LocalDate date(String pointer) {
        try {
            return LocalDate.parse(document.text(pointer));
        } catch (DateTimeException e) {
            problems.add(new Problem(
                    document.locate(pointer),
                    "'" + document.text(pointer) + "' is no date.",
                    "Write year, month and day, for example 2027-03-31."));
            return LocalDate.MAX;
        }
    }

    private static Struct entry() {
        return new Struct(
                "expected-failure",
                "a failure that is expected",
                List.of(
                        Field.required("rule", Types.text(), "The rule that is broken."),
                        Field.optional("case", Types.text(), "The case in which it is. Without it: all."),
                        Field.required("reason", Types.text(), "Why it may be so for a while."),
                        Field.required("until", Types.text(), "The last day on which it may, such as 2027-03-31.")));
    }
}
