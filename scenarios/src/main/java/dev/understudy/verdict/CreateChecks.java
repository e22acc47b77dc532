package dev.understudy.verdict;

import dev.understudy.journal.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Creating jobs. */
final class CreateChecks {
    static final List<Check> ALL = List.of(
            new Check("CREATE-ACCEPTED", CreateChecks::accepted),
            Check.each("CREATE-REFUSED", seen -> seen.of("create-missing"), CreateChecks::refused),
            Check.each("CREATE-BOUNDS", seen -> seen.of("create-bounds"), CreateChecks::bounds),
            Check.each(
                    "CREATE-SIZE",
                    seen -> seen.of("create-size"),
                    (seen, exchange) -> AnswerChecks.expect(seen, exchange, 413, "FILE_TOO_LARGE")),
            Check.each("CREATE-LINKS", CreateChecks::followed, CreateChecks::links));

    private CreateChecks() {}

    private static Finding accepted(Seen seen) {
        var problems = new ArrayList<String>();
        Map<String, Exchange> known = new HashMap<>();
        var creates = inOrder(seen);
        for (var create : creates) {
            var id = seen.told(create, "jobId");
            if (create.status() == 0) {
                problems.add(create + " was not answered: "
                        + create.end().map(end -> end.detail()).orElse("nothing came") + ".");
            } else if (create.status() != 202) {
                problems.add(create + " was answered with " + create.status() + ", expected 202.");
            } else if (id.isEmpty()) {
                problems.add(create + " names no job id.");
            } else if (known.put(id, create) != null || isOfAnother(create)) {
                problems.add(create + " got the job id " + id + ", which another job has.");
            }
        }
        return new Finding(creates.size(), problems, List.of());
    }

    /** Text is in order too, unless the server refuses it by name: it need not take just any. */
    private static List<Exchange> inOrder(Seen seen) {
        var creates = new ArrayList<>(seen.asked("create"));
        seen.asked("create-odd-text").stream()
                .filter(create -> create.status() != 400 && create.status() != 422)
                .forEach(creates::add);
        return creates;
    }

    /** Whether another case of the run was given this id, too. */
    private static boolean isOfAnother(Exchange create) {
        return create.all(Entry.Told.class).stream()
                .anyMatch(told -> told.what().equals("job-id-of-another"));
    }

    private static Optional<String> refused(Seen seen, Exchange exchange) {
        return exchange.status() == 400
                ? Optional.empty()
                : Optional.of(exchange + " was answered with " + exchange.status() + ", expected 400.");
    }

    private static Optional<String> bounds(Seen seen, Exchange exchange) {
        return exchange.status() == 413
                ? Optional.empty()
                : AnswerChecks.expect(seen, exchange, 400, "BATCH_TOO_LARGE");
    }

    /** What was asked at an address that a create answer gave. */
    private static List<Exchange> followed(Seen seen) {
        return seen.exchanges().stream()
                .filter(exchange -> List.of("stream", "status", "status-final")
                        .contains(exchange.label().purpose()))
                .filter(exchange -> seen.of("create", exchange.label().job()).isPresent())
                .toList();
    }

    private static Optional<String> links(Seen seen, Exchange exchange) {
        var jobId = seen.of("create", exchange.label().job())
                .map(create -> seen.told(create, "jobId"))
                .orElseThrow();
        if (exchange.status() == 404) {
            return Optional.of(exchange + " was answered with 404, though the create answer gave this address.");
        }
        return jobIds(seen, exchange)
                .filter(told -> !told.isEmpty() && !told.equals(jobId))
                .findFirst()
                .map(told -> exchange + " tells of the job " + told + ", expected " + jobId + ".");
    }

    /** Of which jobs it tells: one event of another one is one too many. */
    private static Stream<String> jobIds(Seen seen, Exchange exchange) {
        return exchange.label().purpose().equals("stream")
                ? exchange.events().stream()
                        .map(event -> seen.tells(event, "jobId").textValue())
                        .filter(Objects::nonNull)
                : Stream.of(seen.told(exchange, "jobId"));
    }
}
