package dev.understudy.mock.control;

import dev.understudy.mock.job.Traffic;
import dev.understudy.mock.job.Traffic.Count;
import dev.understudy.mock.session.Sessions;

/** What the server has done, in the text format of Prometheus (version 0.0.4). */
final class Metrics {
    private final StringBuilder text = new StringBuilder(2048);

    private Metrics() {}

    static String of(Sessions sessions) {
        var metrics = new Metrics();
        metrics.addTraffic(sessions.traffic());
        var all = sessions.all();
        metrics.add("sessions", "gauge", "Sessions that are open, the default one among them.", all.size());
        metrics.add("sessions_opened_total", "counter", "Sessions ever opened.", sessions.countOpened());
        metrics.add(
                "journal_entries",
                "gauge",
                "Entries in the journals of all open sessions.",
                all.stream().mapToLong(session -> session.journal().size()).sum());
        metrics.add(
                "journal_forgotten",
                "gauge",
                "Entries that the journals of all open sessions had to forget.",
                all.stream().mapToLong(session -> session.journal().dropped()).sum());
        metrics.add(
                "scenario_problems",
                "gauge",
                "Problems in scenario files, which are played as they were before.",
                sessions.catalogue().problems().size());
        return metrics.text.toString();
    }

    private void addTraffic(Traffic traffic) {
        add(
                "connections_open",
                "gauge",
                "Connections that have asked something and are open.",
                traffic.number(Count.CONNECTIONS_OPENED) - traffic.number(Count.CONNECTIONS_CLOSED));
        add(
                "streams_open",
                "gauge",
                "Streams that are open.",
                traffic.number(Count.STREAMS_OPENED) - traffic.number(Count.STREAMS_CLOSED));
        add("streams_total", "counter", "Streams ever opened.", traffic.number(Count.STREAMS_OPENED));
        add("events_sent_total", "counter", "Events sent whole.", traffic.number(Count.EVENTS));
        add("faults_total", "counter", "Faults done to connections.", traffic.number(Count.FAULTS));
        add("near_misses_total", "counter", "Requests that nothing answers.", traffic.number(Count.NEAR_MISSES));
        head("requests_total", "counter", "Requests answered, by what they were for and by status.");
        traffic.answers()
                .forEach((answer, number) -> text.append("understudy_requests_total{role=\"")
                        .append(answer.role().isEmpty() ? "other" : answer.role())
                        .append("\",status=\"")
                        .append(answer.status())
                        .append("\"} ")
                        .append(number)
                        .append('\n'));
    }

    private void add(String name, String type, String help, long value) {
        head(name, type, help);
        text.append("understudy_").append(name).append(' ').append(value).append('\n');
    }

    private void head(String name, String type, String help) {
        text.append("# HELP understudy_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE understudy_").append(name).append(' ').append(type).append('\n');
    }
}
