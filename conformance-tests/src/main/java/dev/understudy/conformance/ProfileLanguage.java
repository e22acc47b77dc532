package dev.understudy.conformance;

import dev.understudy.scenario.language.Field;
import dev.understudy.scenario.language.FieldType;
import dev.understudy.scenario.language.Struct;
import dev.understudy.scenario.language.Types;
import java.util.List;

/** All that may stand in a target profile. The JSON Schema of profiles is made from it. */
final class ProfileLanguage {
    static final List<String> JOB_KINDS =
            List.of("usual", "slow", "failing", "idle", "expiring", "limited", "renewing", "unattended");
    static final List<String> BUDGETS = List.of("create", "status", "stream", "results", "cancel", "other");
    private static final FieldType DURATION = Types.duration();

    private ProfileLanguage() {}

    static Struct file() {
        return new Struct(
                "profile",
                "a target profile",
                List.of(
                        Field.optional("name", Types.text(), "What reports call the target."),
                        Field.optional("base-url", Types.text(), "Where the API's paths begin. --base-url goes first."),
                        Field.optional("contract", Types.text(), "The contract pack. Without it: bookstrack."),
                        Field.optional(
                                "pipelines", Types.listOf(Types.text()), "The kinds of jobs it has. Without it: all."),
                        Field.optional("auth", auth(), "What requests must bring."),
                        Field.optional(
                                "capabilities", capabilities(), "What it does. Without it: all of the contract."),
                        Field.optional(
                                "results-ttl", DURATION, "How long results live. Without it: as the contract has it."),
                        Field.optional("longest-job", DURATION, "When to stop waiting for a job. Without it: 1m."),
                        Field.optional(
                                "longest-wait",
                                DURATION,
                                "How long the suite may wait for results to expire. Without it: 1m."),
                        Field.optional(
                                "origin",
                                Types.text(),
                                "The origin of a page that may call it. Without it: the contract's first."),
                        Field.optional("budget", budget(), "How many requests it may be sent. Without it: any number."),
                        Field.optional(
                                "most-listeners",
                                Types.integer(1),
                                "How many may listen to one job at the same time. Without it: six."),
                        Field.optional(
                                "open-streams", openStreams(), "Where it says how many streams are open at present."),
                        Field.optional("slo", slo(), "How fast it wants to be. Without it: nothing is measured."),
                        Field.optional("expired-job", Types.text(), "The id of a job whose results have expired."),
                        Field.optional(
                                "jobs", Types.mapOf(JOB_KINDS, jobKind()), "How to make jobs of certain kinds.")));
    }

    private static Struct auth() {
        return new Struct(
                "auth",
                "what requests must bring",
                List.of(
                        Field.required(
                                "scheme", Types.word(List.of("none", "bearer", "query")), "Where the token travels."),
                        Field.optional(
                                "token",
                                token(),
                                "Where the deployment's token comes from; never the token itself. Without it: each job's"
                                        + " own token is sent with requests about that job."),
                        Field.optional(
                                "parameter",
                                Types.text(),
                                "For query: the name of the parameter. Without it: token.")));
    }

    private static Struct token() {
        return new Struct(
                "token",
                "where a token comes from",
                List.of(
                        Field.optional("env", Types.text(), "An environment variable."),
                        Field.optional(
                                "file", Types.text(), "A file that holds nothing else; relative to the profile.")));
    }

    private static Struct capabilities() {
        return new Struct(
                "capabilities",
                "what the target does",
                List.of(
                        Field.optional(
                                "replay",
                                Types.word(List.of("full", "latest", "none")),
                                "What a Last-Event-ID gets: every event after it, the latest state, or nothing special."
                                        + " Without it: full."),
                        Field.optional(
                                "heartbeat",
                                Types.durationOrNone(),
                                "The longest silence on a stream that it promises. Without it: the contract's."),
                        Field.optional(
                                "ids",
                                Types.word(List.of("rising", "opaque")),
                                "Whether ids can be compared. Without it: rising."),
                        Field.optional(
                                "terminal-closes",
                                Types.flag(),
                                "Whether streams end behind the final event. Without it: true."),
                        Field.optional("cors", Types.flag(), "Whether pages may call it. Without it: true."),
                        Field.optional("cancel", Types.flag(), "Whether jobs can be canceled. Without it: true."),
                        Field.optional(
                                "token-refresh", Types.flag(), "Whether tokens can be renewed. Without it: true.")));
    }

    private static Struct budget() {
        return new Struct(
                "budget",
                "how many requests the target may be sent",
                List.of(
                        Field.required("per", DURATION, "In which time."),
                        Field.required(
                                "calls",
                                Types.mapOf(BUDGETS, Types.integer(1)),
                                "How many, by part of a job's life; other is all that is not named.")));
    }

    private static Struct openStreams() {
        return new Struct(
                "open-streams",
                "where the target says how many streams are open",
                List.of(
                        Field.required("path", Types.text(), "Asked with GET, for example /metrics."),
                        Field.required(
                                "at",
                                Types.text(),
                                "A JSON pointer such as /data/openStreams, or the name of a Prometheus metric.")));
    }

    private static Struct slo() {
        return new Struct(
                "slo",
                "how fast the target wants to be; each limit is for the 95th percentile",
                List.of(
                        Field.optional("runs", Types.integer(1, 1000), "Over how many jobs. Without it: 5."),
                        Field.optional("connect", DURATION, "To the headers of a stream. Without it: 100ms."),
                        Field.optional("first-message", DURATION, "From there to the first event. Without it: 500ms."),
                        Field.optional(
                                "latency",
                                DURATION,
                                "How much later than the quickest one an event may come. Without it: 50ms."),
                        Field.optional(
                                "reconnect",
                                DURATION,
                                "From noticing a loss to the headers of the next stream. Without it: 5s."),
                        Field.optional(
                                "event-clock",
                                Types.text(),
                                "Where an event tells when it happened: id, for milliseconds at its beginning, or a JSON"
                                        + " pointer into its data. Without it: latency is not measured.")));
    }

    private static Struct jobKind() {
        return new Struct(
                "job-kind",
                "how to make a job of a kind",
                List.of(
                        Field.optional("items", Types.integer(1), "How many items to upload. Without it: 6."),
                        Field.optional("headers", Types.object(), "Sent with the create request."),
                        Field.optional(
                                "file", Types.text(), "Uploaded instead of made-up items; relative to the profile."),
                        Field.optional("file-name", Types.text(), "The name under which it is uploaded."),
                        Field.optional("results-ttl", DURATION, "For expiring: how soon its results are gone.")));
    }
}
