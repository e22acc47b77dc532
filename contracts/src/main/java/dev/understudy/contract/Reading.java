package dev.understudy.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads answers and messages backwards through their {@link Template}s: what a template has as {@code {processed}} is called that,
 * whatever its field is named in this contract. So who judges needs no field names.
 */
public final class Reading {
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z0-9_-]+)\\}");

    private final Map<String, List<JsonPointer>> places;

    private Reading(Map<String, List<JsonPointer>> places) {
        this.places = places;
    }

    /** Reads what was made of any of these templates; where two have a variable in different places, whichever is there counts. */
    static Reading of(Collection<JsonNode> templates) {
        var places = new LinkedHashMap<String, List<JsonPointer>>();
        templates.forEach(template -> collect(template, JsonPointer.empty(), places));
        return new Reading(places);
    }

    /** Reads what was made of this template, into whose variables others were filled in by their names. */
    static Reading of(JsonNode outer, Collection<JsonNode> inner) {
        var places = new LinkedHashMap<String, List<JsonPointer>>();
        collect(outer, JsonPointer.empty(), places);
        var nested = new LinkedHashMap<String, List<JsonPointer>>();
        inner.forEach(fields -> fields.properties()
                .forEach(field -> places.getOrDefault(field.getKey(), List.of())
                        .forEach(place -> collect(field.getValue(), place, nested))));
        nested.forEach((name, more) ->
                places.computeIfAbsent(name, key -> new ArrayList<>()).addAll(more));
        return new Reading(places);
    }

    private static void collect(JsonNode template, JsonPointer at, Map<String, List<JsonPointer>> places) {
        if (template.isTextual()) {
            var whole = NAME.matcher(template.textValue());
            if (whole.matches()) {
                add(places, whole.group(1), at);
            }
        } else if (template.has("x-each")) {
            collect(template.path("x-each"), at, places);
        } else if (template.isArray()) {
            for (int i = 0; i < template.size(); i++) {
                collect(template.get(i), at.appendIndex(i), places);
            }
        } else {
            template.properties()
                    .forEach(field -> collect(field.getValue(), at.appendProperty(field.getKey()), places));
        }
    }

    private static void add(Map<String, List<JsonPointer>> places, String name, JsonPointer at) {
        var known = places.computeIfAbsent(name, key -> new ArrayList<>());
        if (!known.contains(at)) {
            known.add(at);
        }
    }

    /** What the variable of this name stands for in this body; missing if nothing there tells. */
    public JsonNode find(String variable, JsonNode body) {
        return places.getOrDefault(variable, List.of()).stream()
                .map(body::at)
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
