package dev.understudy.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.conformance.CaseResult;
import dev.understudy.journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbsencesTest {
    /** A case about this kind of job, and requests such as {@code create 404}. */
    private static CaseResult result(String pipeline, String... requests) {
        var journal = new ArrayList<Entry>();
        for (int i = 0; i < requests.length; i++) {
            var words = requests[i].split(" ", -1);
            journal.add(new Entry.Request(Duration.ZERO, i + 1, 0, words[0] + " job-1 x", "POST", "/x", Map.of(), 0));
            journal.add(new Entry.Response(Duration.ZERO, i + 1, Integer.parseInt(words[1]), Map.of(), "{}"));
        }
        return new CaseResult(
                "case",
                "A case",
                pipeline,
                1,
                List.of(),
                Duration.ZERO,
                journal,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void what_is_never_there_is_told_with_the_words_of_a_profile() {
        var cases = List.of(
                result("imports", "create 202", "cancel-no-token 501", "cancel 501"),
                result("enrichments", "create 404"),
                result("scans", "create 405", "create-bounds 404"),
                result("", "refresh-refused 404"));

        assertThat(Absences.note(cases))
                .contains("Some requests were answered as if there were nothing at their address. If that is meant, a"
                        + " profile can say so, and the rules about it do not apply: pipelines: [imports]; capabilities:"
                        + " {cancel: false, token-refresh: false}.");
    }

    @Test
    void what_is_there_or_was_not_asked_for_is_not_told() {
        assertThat(Absences.note(List.of(result("imports", "create 202", "cancel 200", "cancel-again 404"))))
                .isEmpty();
        assertThat(Absences.note(List.of(result("imports", "create 404"))))
                .as("nothing is there at all")
                .isEmpty();
    }
}
