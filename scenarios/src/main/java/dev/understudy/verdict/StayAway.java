package dev.understudy.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A moment after which a client must not ask for a job's stream again.
 *
 * @param cause the try that led to it
 * @param since requests after this time break it
 * @param why completes the sentence "... came 20 ms after "
 */
record StayAway(Watch watch, Attempt cause, Duration since, String why) {
    /** Who came back after all, who stayed away for long enough, and who was not watched for long enough. */
    static Finding judge(Conduct conduct, List<StayAway> moments) {
        int held = 0;
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var moment : moments) {
            var back = moment.back();
            var quiet = conduct.until().minus(moment.since());
            var enough = Patience.quiet(conduct, moment.cause());
            if (!back.isEmpty()) {
                problems.add(moment.problem(back));
            } else if (quiet.compareTo(enough) < 0) {
                open.add("Nothing came in the " + Times.of(quiet) + " after " + moment.why() + "; it takes "
                        + Times.of(enough) + " to say that the client stays away.");
            } else {
                held++;
            }
        }
        return new Finding(held, problems, open);
    }

    private List<Attempt> back() {
        return watch.attempts().stream()
                .filter(attempt -> attempt.begun().compareTo(since) > 0)
                .toList();
    }

    private String problem(List<Attempt> back) {
        var first = back.get(0);
        return first + " came " + Times.of(first.begun().minus(since)) + " after " + why
                + (back.size() > 1 ? ", and " + (back.size() - 1) + " more after it." : ".");
    }
}
