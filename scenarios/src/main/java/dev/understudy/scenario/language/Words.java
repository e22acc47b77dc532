package dev.understudy.scenario.language;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.yaml.DurationText;
import dev.understudy.yaml.Location;
import dev.understudy.yaml.YamlDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A checked part of a document, read field by field. Reading what was not checked may throw. */
public record Words(YamlDocument document, String pointer) {
    private JsonNode node() {
        return document.at(pointer);
    }

    /** Where this part stands. */
    public Location where() {
        return document.locate(pointer);
    }

    public Words child(String field) {
        return new Words(document, YamlDocument.child(pointer, field));
    }

    /** A field beside this part, in the object that holds both. */
    public Optional<Words> sibling(String field) {
        var parent = new Words(document, pointer.substring(0, pointer.lastIndexOf('/')));
        return parent.has(field) ? Optional.of(parent.child(field)) : Optional.empty();
    }

    /** A part that is not there: every optional field of it is absent. */
    Words nothing() {
        return new Words(document, pointer + "/-");
    }

    public boolean has(String field) {
        return node().has(field);
    }

    /** Whether this part is just this word. */
    public boolean isText(String word) {
        return node().isTextual() && node().textValue().equals(word);
    }

    /** Whether anything was written here. */
    public boolean isWritten() {
        return node().isValueNode() && !node().isNull();
    }

    /** This part's own text, as it was written: an ISBN keeps its leading zeros. */
    public String text() {
        return document.text(pointer);
    }

    public int integer() {
        return node().intValue();
    }

    /** This part's own duration. */
    public Duration duration() {
        return DurationText.parse(text()).orElseThrow();
    }

    public JsonNode json() {
        return node();
    }

    public Optional<String> text(String field) {
        return has(field) ? Optional.of(child(field).text()) : Optional.empty();
    }

    public boolean flag(String field, boolean otherwise) {
        return has(field) ? node().get(field).booleanValue() : otherwise;
    }

    public OptionalInt integer(String field) {
        return has(field) ? OptionalInt.of(child(field).integer()) : OptionalInt.empty();
    }

    /** A number of bytes; 0 if the field is absent. */
    public int size(String field) {
        return text(field).flatMap(SizeText::parse).orElse(0L).intValue();
    }

    /** A duration; {@code none} and an absent field are both empty. */
    public Optional<Duration> duration(String field) {
        return text(field).flatMap(DurationText::parse);
    }

    public Optional<JsonNode> json(String field) {
        return Optional.ofNullable(node().get(field));
    }

    /** The entries of a list; none if the field is absent. */
    public List<Words> list(String field) {
        return child(field).entries();
    }

    /** The entries of this list; none if it is absent. */
    public List<Words> entries() {
        var entries = new ArrayList<Words>();
        for (int i = 0; i < node().size(); i++) {
            entries.add(child(Integer.toString(i)));
        }
        return entries;
    }

    public List<String> texts(String field) {
        return list(field).stream().map(Words::text).toList();
    }

    /** The fields of an object, in their order; none if it is absent. */
    public Map<String, Words> map(String field) {
        var entries = new LinkedHashMap<String, Words>();
        var map = child(field);
        map.node().fieldNames().forEachRemaining(key -> entries.put(key, map.child(key)));
        return entries;
    }
}
