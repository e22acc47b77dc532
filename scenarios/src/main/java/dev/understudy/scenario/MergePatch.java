package dev.understudy.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396): what is named is replaced, what is null is removed, the rest stays. */
public final class MergePatch {
    private MergePatch() {}

    /** The value with the patch applied; neither argument is changed. */
    public static JsonNode apply(JsonNode value, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = value.isObject() ? value.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), apply(result.path(field.getKey()), field.getValue()));
            }
        });
        return result;
    }
}
