package dev.understudy.conformance.report;

import dev.understudy.contract.Contract;
import java.time.LocalDate;
import java.util.List;

/**
 * Judges what a report recorded once more, with the checks of today and no network.
 *
 * @param report as it would be written today
 * @param differences where that is not what was written then
 */
public record Rejudging(Report report, List<String> differences) {
    public Rejudging {
        differences = List.copyOf(differences);
    }

    /**
     * Judges everything in the folder.
     *
     * @throws UnusableReportException if something in it cannot be read, or is not what the report was made from
     */
    public static Rejudging of(ReportFolder folder, LocalDate today) {
        var recorded = folder.read();
        if (!recorded.binds().equals("server")) {
            throw new UnusableReportException(folder + " is a report on " + recorded.binds()
                    + "s; only reports on servers hold all that it takes to judge again.");
        }
        return new Judging(folder, recorded, Contract.load(recorded.contract()), today).judge();
    }
}
