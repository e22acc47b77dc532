package dev.understudy.scenario;

/** What a server must do in a scenario, beyond the rules that always hold. */
public interface ServerExpectation {
    /** The expectation as a sentence about the server. */
    String text();

    /**
     * What a listener that comes back has missed, and got twice, over all its streams of a job.
     *
     * @param lost how many events at most
     * @param repeated how many events at most
     */
    record Resumes(int lost, int repeated) implements ServerExpectation {
        @Override
        public String text() {
            return "Whoever comes back loses at most " + lost + " events and gets at most " + repeated + " twice.";
        }
    }

    /** The event that ends the job. */
    record Ends(String jobEvent) implements ServerExpectation {
        @Override
        public String text() {
            return "The job ends with " + jobEvent + ".";
        }
    }
}
