package dev.understudy.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.contract.ErrorKind;
import dev.understudy.contract.JobRole;
import dev.understudy.journal.Entry.How;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what calls beside the stream were answered with, where a job that goes well would not have been. */
final class Answers {
    private static final int MOST_BODY = 64 * 1024;
    private static final List<JobRole> ROLES =
            List.of(JobRole.CREATE, JobRole.STATUS, JobRole.RESULTS, JobRole.CANCEL, JobRole.REFRESH_TOKEN);
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
        var wait = Optional.ofNullable(take.headers().get("retry-after")).filter(text -> text.matches("[0-9]{1,6}"));
        if (error.isPresent()) {
            words.put("error", error.get().name());
        } else {
            words.put("status", take.status());
            headers(words, take);
            body(words, take);
        }
        wait.ifPresent(seconds -> words.put("retry-after", seconds + "s"));
        return words;
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
        return Json.read(take.body()).flatMap(body -> contract.errorNames().stream()
                .flatMap(name -> contract.error(name).stream())
                .filter(kind -> kind.status() == take.status())
                .filter(kind -> contract.errorAnswers().find("code", body).equals(kind.fields().path("code")))
                .findFirst());
    }
}
