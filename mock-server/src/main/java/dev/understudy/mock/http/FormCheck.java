package dev.understudy.mock.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contract.RequestShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds a form against the contract: which parts, how many, how large. */
final class FormCheck {
    private final Call call;
    private final RequestShape shape;

    FormCheck(Call call, RequestShape shape) {
        this.call = call;
        this.shape = shape;
    }

    /** The body, if it is in order; otherwise it was answered. */
    Optional<RequestBody> check(byte[] bytes) {
        var found = FormReader.read(call.exchange(), bytes);
        if (found.isEmpty()) {
            refuse("invalid-body", "The body is no complete multipart/form-data.");
            return Optional.empty();
        }
        var parts = byContractName(found.get());
        for (var entry : shape.parts().entrySet()) {
            if (!isInOrder(
                    entry.getKey(), entry.getValue(), parts.getOrDefault(entry.getKey(), List.of()), found.get())) {
                return Optional.empty();
            }
        }
        return Optional.of(new RequestBody(Optional.empty(), parts));
    }

    /** Some parts may have other names too. */
    private Map<String, List<FormPart>> byContractName(List<FormPart> found) {
        var items = shape.items().orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
        var also = new ArrayList<String>();
        items.path("also").forEach(name -> also.add(name.asText()));
        var canonical = items.path("part").asText();
        var parts = new LinkedHashMap<String, List<FormPart>>();
        found.forEach(part -> parts.computeIfAbsent(
                        also.contains(part.name()) ? canonical : part.name(), name -> new ArrayList<>())
                .add(part));
        return parts;
    }

    private boolean isInOrder(String name, RequestShape.Part rule, List<FormPart> parts, List<FormPart> all) {
        if (parts.size() < rule.least()) {
            var there = all.stream().map(FormPart::name).distinct().collect(Collectors.joining(", "));
            return refuse(
                    "missing-part",
                    "The form has no part '" + name + "'" + (there.isEmpty() ? "." : "; it has: " + there + "."));
        }
        if (parts.size() > rule.most()) {
            return refuse(
                    "too-many",
                    "There are " + parts.size() + " parts '" + name + "'; send " + rule.least() + " to " + rule.most()
                            + ".");
        }
        for (var part : parts) {
            if (part.size() > rule.maxBytes()) {
                Answers.error(
                        call,
                        "too-large",
                        new Variables()
                                .with(
                                        "reason",
                                        "'" + name + "' has " + part.size() + " bytes; at most " + rule.maxBytes()
                                                + " are allowed.")
                                .with("maxBytes", rule.maxBytes()));
                return false;
            }
            if (wantsImages() && !part.isImage()) {
                return refuse("invalid-body", "'" + part.fileName() + "' is neither JPEG nor PNG.");
            }
        }
        return true;
    }

    private boolean wantsImages() {
        return shape.items()
                .map(items -> items.path("format"))
                .map(JsonNode::asText)
                .orElse("")
                .equals("image");
    }

    private boolean refuse(String error, String reason) {
        Answers.error(call, error, new Variables().with("reason", reason));
        return false;
    }
}
