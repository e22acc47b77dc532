package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.yaml.InvalidDocumentException;
import dev.understudy.yaml.Problem;
import dev.understudy.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Follows and checks the {@code $ref}s between the documents of a pack. */
final class References {
    private final Map<String, YamlDocument> documents;

    /** Knows these documents by the name that references use, for example {@code openapi.yaml}. */
    References(Map<String, YamlDocument> documents) {
        this.documents = Map.copyOf(documents);
    }

    /** A problem for each reference in this document that leads nowhere. */
    List<Problem> dangling(String document) {
        var problems = new ArrayList<Problem>();
        walk(document, "", source(document).root(), problems);
        return problems;
    }

    /** The JSON pointer at which the value really stands: follows references inside one document, as many as there are. */
    String follow(String document, String pointer) {
        var seen = new LinkedHashSet<String>();
        var here = pointer;
        while (seen.add(here)) {
            var ref = source(document).at(here).path("$ref");
            if (!ref.isTextual() || !ref.textValue().startsWith("#/")) {
                return here;
            }
            here = ref.textValue().substring(1);
        }
        throw new InvalidDocumentException(new Problem(
                source(document).locate(here + "/$ref"),
                "The reference " + source(document).at(here).path("$ref").asText() + " leads back to itself.",
                "Define it in one place."));
    }

    private void walk(String document, String pointer, JsonNode node, List<Problem> problems) {
        if (node.isObject()) {
            var ref = node.path("$ref");
            if (ref.isTextual() && !resolves(document, ref.textValue())) {
                problems.add(new Problem(
                        source(document).locate(pointer + "/$ref"),
                        "The reference " + ref.textValue() + " leads nowhere.",
                        "Define it, or correct its spelling."));
            }
            node.properties()
                    .forEach(field ->
                            walk(document, YamlDocument.child(pointer, field.getKey()), field.getValue(), problems));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(document, pointer + "/" + i, node.get(i), problems);
        }
    }

    private boolean resolves(String document, String ref) {
        int hash = ref.indexOf('#');
        var file = hash <= 0 ? document : ref.substring(0, hash).replaceFirst("^\\./", "");
        var pointer = hash < 0 ? "" : ref.substring(hash + 1);
        return documents.containsKey(file)
                && (pointer.isEmpty() || pointer.startsWith("/"))
                && !source(file).at(pointer).isMissingNode();
    }

    private YamlDocument source(String document) {
        var found = documents.get(document);
        if (found == null) {
            throw new IllegalArgumentException("no document " + document);
        }
        return found;
    }
}
