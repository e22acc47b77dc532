package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Coming back to a stream that ended too soon: that, when, and with what. */
final class ReturnChecks {
    private static final String A_DROP = "no stream ended before its job did";
    private static final int VAIN_TRIES = 3;
    private static final String A_RETURN = "the client never came back to a stream";

    static final List<ClientCheck> ALL = List.of(
            ClientCheck.of("CLIENT-RECONNECTS", A_DROP, ReturnChecks::comesBack),
            ClientCheck.each("CLIENT-WAITS", A_RETURN, ReturnChecks::toldToWait, ReturnChecks::waits),
            ClientCheck.each("CLIENT-LAST-EVENT-ID", A_RETURN, ReturnChecks::afterStreams, ReturnChecks::bringsRightId),
            ClientCheck.each(
                    "CLIENT-ID-WITHOUT-DATA",
                    "no stream ended behind an id without data",
                    conduct -> afterStreams(conduct).stream()
                            .filter(each -> each.before().reading().endsWithIdWithoutData())
                            .toList(),
                    ReturnChecks::bringsLatestId),
            ClientCheck.each(
                    "CLIENT-ID-CLEARED",
                    "no client came back while there was no id to bring",
                    ReturnChecks::withoutId,
                    ReturnChecks::bringsNoId),
            ClientCheck.each(
                    "CLIENT-FOREIGN-ID",
                    "there was no second job",
                    ReturnChecks::laterJobs,
                    ReturnChecks::bringsOwnId));

    private ReturnChecks() {}

    private static Finding comesBack(Conduct conduct) {
        int held = 0;
        var problems = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (var watch : conduct.watches()) {
            for (int i = 0; i < watch.attempts().size(); i++) {
                if (!shouldComeBack(watch.attempts().get(i))) {
                    continue;
                }
                if (i + 1 < watch.attempts().size()) {
                    held++;
                } else {
                    judgeAbsence(conduct, watch, problems, open);
                }
            }
        }
        return new Finding(held, problems, open);
    }

    private static boolean shouldComeBack(Attempt attempt) {
        return ((attempt.isStream() && attempt.isEventStream()) || attempt.status() == 0)
                && !attempt.isOpen()
                && !attempt.wasLeft()
                && !attempt.showedEnd()
                && !attempt.reading().saysNoUse();
    }

    /** The last stream of a job ended too soon, and no other followed: the client may look at the status instead. */
    private static void judgeAbsence(Conduct conduct, Watch watch, List<String> problems, List<String> open) {
        var last = watch.last();
        var over = last.over().orElseThrow();
        boolean mayStay = watch.attempts().stream().anyMatch(Attempt::showedEnd) || hasTriedInVain(watch);
        if (!mayStay && !conduct.asksOtherwise(watch.job(), over)) {
            new Absence(last.toString(), over, Patience.absent(conduct, watch)).judge(conduct, problems, open);
        }
    }

    /** Whoever got nothing so often in a row may give up. */
    private static boolean hasTriedInVain(Watch watch) {
        var attempts = watch.attempts();
        return attempts.size() >= VAIN_TRIES
                && attempts.subList(attempts.size() - VAIN_TRIES, attempts.size()).stream()
                        .allMatch(Attempt::failed);
    }

    /** Returns after streams and broken tries; what a refusal asks for, other rules say. */
    private static List<Watch.Return> toldToWait(Conduct conduct) {
        return conduct.returns().stream()
                .filter(each -> each.before().isStream() || each.before().status() == 0)
                .filter(each -> !each.before().wasLeft() && !each.before().showedEnd())
                .toList();
    }

    private static Optional<String> waits(Conduct conduct, Watch.Return each) {
        var least = Patience.leastWait(conduct, each.before());
        if (each.gap().compareTo(least.minus(Patience.EARLY)) >= 0) {
            return Optional.empty();
        }
        var told = each.before().reading().retry();
        var why = told == null || told.compareTo(Patience.LONGEST_RETRY) > 0
                ? "least that the yardstick " + conduct.yardstick().word() + " asks for is "
                : "reconnection time was ";
        return Optional.of(each.after() + " came " + Times.of(each.gap()) + " after the end of "
                + each.before().exchange() + "; the " + why + Times.of(least) + ".");
    }

    /** Returns of clients that have read something before, on whichever try. */
    private static List<Watch.Return> afterStreams(Conduct conduct) {
        return conduct.watches().stream()
                .flatMap(watch -> afterStreams(watch).stream())
                .filter(each -> !each.before().showedEnd())
                .toList();
    }

    private static List<Watch.Return> afterStreams(Watch watch) {
        var firstRead = watch.attempts().stream()
                .filter(attempt -> attempt.reading().firstEvent().isPresent()
                        || !attempt.reading().lastEventId().isEmpty())
                .map(Attempt::begun)
                .findFirst();
        return watch.returns().stream()
                .filter(each -> firstRead
                        .filter(begun -> begun.compareTo(each.after().begun()) < 0)
                        .isPresent())
                .toList();
    }

    private static Optional<String> bringsRightId(Conduct conduct, Watch.Return each) {
        var possible = possibleIds(each);
        var brought = each.after().lastEventId();
        if (possible.contains(brought) || isForIdCleared(each)) {
            return Optional.empty();
        }
        return Optional.of(each.after() + " came with "
                + (each.after().sentLastEventId() ? "the Last-Event-ID '" + brought + "'" : "no Last-Event-ID")
                + "; the last whole event of " + each.before().exchange() + " left '"
                + each.before().reading().lastEventId() + "'.");
    }

    /** The ids that a client may rightly bring. */
    static Set<String> possibleIds(Watch.Return each) {
        var over = each.before().over().orElseThrow();
        boolean mayBeLost = each.before().wasLeft() || each.before().exchange().endedHow(Entry.How.RESET);
        return each.before().reading().lastEventIds(mayBeLost ? over.minus(Patience.LOST) : over);
    }

    /** A stale id where there should be none is another rule's, for the standard contradicts itself there. */
    private static boolean isForIdCleared(Watch.Return each) {
        return each.before().reading().lastEventId().isEmpty();
    }

    private static Optional<String> bringsLatestId(Conduct conduct, Watch.Return each) {
        var latest = each.before().reading().lastEventId();
        return each.after().lastEventId().equals(latest)
                ? Optional.empty()
                : Optional.of(each.after() + " came with '" + each.after().lastEventId() + "', though '" + latest
                        + "' was the id of the last block, which had no data.");
    }

    private static List<Watch.Return> withoutId(Conduct conduct) {
        return afterStreams(conduct).stream()
                .filter(ReturnChecks::isForIdCleared)
                .toList();
    }

    private static Optional<String> bringsNoId(Conduct conduct, Watch.Return each) {
        return each.after().sentLastEventId()
                ? Optional.of(each.after() + " came with the Last-Event-ID '"
                        + each.after().lastEventId() + "', though the last id was empty.")
                : Optional.empty();
    }

    private static List<Watch> laterJobs(Conduct conduct) {
        var watches = conduct.watches();
        return watches.stream()
                .filter(watch -> !watch.job().equals(watches.get(0).job()))
                .toList();
    }

    /** Ids of different jobs may be the same text, so only one that this job has never had is foreign. */
    private static Optional<String> bringsOwnId(Conduct conduct, Watch watch) {
        var first = watch.attempts().get(0);
        return conduct.watches().stream()
                .filter(other -> !other.job().equals(watch.job()))
                .flatMap(other -> other.attempts().stream())
                .filter(other -> other.begun().compareTo(first.begun()) < 0)
                .map(other -> other.reading().lastEventId())
                .filter(id -> !id.isEmpty() && id.equals(first.lastEventId()))
                .findFirst()
                .map(id -> first + " is the first of its job and came with '" + id + "', which another job has sent.");
    }
}
