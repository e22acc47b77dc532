package dev.understudy.mock.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.ErrorKind;
import dev.understudy.contract.JobRole;
import dev.understudy.journal.Entry.How;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes down what calls beside the stream were answered with, where a job that goes well would not have been. */
final class Answers {
    private static final int MOST_BODY = 64 * 1024;
    private static final List<JobRole> ROLES =
            List.of(JobRole.CREATE, JobRole.STATUS, JobRole.RESULTS, JobRole.CANCEL, JobRole.REFRESH_TOKEN);
    /** What is never said of an operation that there is. */
    private static final Set<String> OF_NO_OPERATION = Set.of("no-such-path", "method-not-allowed");

    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "Content-Type",
            "www-authenticate", "WWW-Authenticate",
            "location", "Location");

    private final Contract contract;

    Answers(Contract contract) {
        this.contract = contract;
    }

    /** By part of the job's life; what went as usual to the last is left out. */
    ObjectNode answers(List<Take> takes) {
        var all = Json.NODES.objectNode();
        for (var role : ROLES) {
            var mine = takes.stream().filter(take -> take.serves(role)).toList();
            var list = list(mine);
            if (!list.isEmpty()) {
                all.set(role.word(), list);
            }
        }
        return all;
    }

    private ArrayNode list(List<Take> takes) {
        var list = Json.NODES.arrayNode();
        takes.forEach(take -> list.add(answer(take)));
        while (!list.isEmpty() && isNormal(list.get(list.size() - 1)) && isNormal(list.path(list.size() - 2))) {
            list.remove(list.size() - 1);
        }
        if (list.size() == 1 && isNormal(list.get(0))) {
            list.removeAll();
        } else if (!list.isEmpty() && !isNormal(list.get(list.size() - 1))) {
            // Who asks more often than it was recorded meets no trouble that was not there.
            list.add("normal");
        }
        return list;
    }

    private static boolean isNormal(JsonNode answer) {
        return answer.asText().equals("normal");
    }

    private JsonNode answer(Take take) {
        if (take.isDropped()) {
            return Json.NODES.objectNode().put("drop", take.how() == How.RESET ? "reset" : "close");
        }
        return take.isRefused() && !isTheContracts(take) ? scripted(take) : Json.NODES.textNode("normal");
    }

    /** What the mock answers by itself in the same state: it knows when results are ready, or a token is good. */
    private boolean isTheContracts(Take take) {
        return take.status() / 100 == 4 && take.status() != 429 && error(take).isPresent();
    }

    /** This very answer. */
    ObjectNode scripted(Take take) {
        var words = Json.NODES.objectNode();
        var error = error(take);
        if (error.isPresent()) {
            words.put("error", error.get().name());
            Json.read(take.body())
                    .filter(body -> !isUsual(error.get(), take, body))
                    .ifPresent(body -> words.set("body", body));
        } else {
            words.put("status", take.status());
            headers(words, take);
            body(words, take);
        }
        retryAfter(words, take);
        return words;
    }

    /** Whether the mock would say as much: the words of messages may differ, and 429 and 503 tell it when to come back. */
    private boolean isUsual(ErrorKind kind, Take take, JsonNode body) {
        boolean told =
                (kind.status() != 429 && kind.status() != 503) || take.headers().containsKey("retry-after");
        var usual = contract.renderError(
                kind,
                name -> Optional.of(contract.errorAnswers().find(name, body)).filter(value -> !value.isMissingNode()));
        return told && Json.hasSameFields(usual, body);
    }

    private static void retryAfter(ObjectNode words, Take take) {
        var told = take.headers().getOrDefault("retry-after", "");
        if (told.matches("[0-9]{1,6}")) {
            words.put("retry-after", told + "s");
            return;
        }
        var until = date(told);
        var now = date(take.headers().getOrDefault("date", ""));
        if (until.isPresent() && now.isPresent() && until.get().isAfter(now.get())) {
            words.put("retry-after", Words.duration(Duration.between(now.get(), until.get())));
            words.put("retry-after-as", "date");
        }
    }

    private static Optional<ZonedDateTime> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            // Then it is in no form that HTTP has.
            return Optional.empty();
        }
    }

    private static void headers(ObjectNode words, Take take) {
        var kept = Json.NODES.objectNode();
        HEADERS.forEach((name, shown) -> {
            var value = take.headers().get(name);
            if (value != null) {
                kept.put(shown, value);
            }
        });
        if (!kept.isEmpty()) {
            words.set("headers", kept);
        }
    }

    private static void body(ObjectNode words, Take take) {
        if (!take.body().isEmpty()) {
            var body = take.body().length() > MOST_BODY ? take.body().substring(0, MOST_BODY) : take.body();
            words.put("body", body);
        }
    }

    /** The contract's error with this status and code. */
    private Optional<ErrorKind> error(Take take) {
        return Json.read(take.body())
                .flatMap(body -> contract.errorNames().stream()
                        .filter(name -> !OF_NO_OPERATION.contains(name))
                        .flatMap(name -> contract.error(name).stream())
                        .filter(kind -> kind.status() == take.status())
                        .filter(kind -> contract.errorAnswers()
                                .find("code", body)
                                .equals(kind.fields().path("code")))
                        .findFirst());
    }
}
