package dev.understudy.verdict;

import java.time.Duration;
import java.util.List;

/**
 * Nothing has come from somebody who should come back to a job.
 *
 * @param last the try that ended too soon, in words
 * @param over when it ended
 * @param due how long nothing must come before that is called absent
 */
record Absence(String last, Duration over, Duration due) {
    /** A problem if the client was watched for long enough, else open. */
    void judge(Conduct conduct, List<String> problems, List<String> open) {
        var quiet = conduct.until().minus(over);
        if (quiet.compareTo(due) >= 0) {
            problems.add(
                    last + " ended before the job did, and no request came in the " + Times.of(quiet) + " after it.");
        } else {
            open.add(last + " ended before the job did; no request came in the " + Times.of(quiet)
                    + " after it, and it takes " + Times.of(due) + " to call that absent.");
        }
    }
}
