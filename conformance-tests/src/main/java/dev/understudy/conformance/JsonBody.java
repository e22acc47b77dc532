package dev.understudy.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.understudy.contract.Reading;
import io.restassured.response.Response;
import java.util.Optional;

/**
 * The JSON of an answer, whatever it is: what cannot be read, or is not there, is empty.
 *
 * <p>REST Assured would compile a script for each look into a body, which takes longer than all the rest of a request.
 */
final class JsonBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private JsonBody(JsonNode root) {
        this.root = root;
    }

    static JsonBody of(Response response) {
        return of(response.asString());
    }

    static JsonBody of(String text) {
        try {
            return new JsonBody(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            // The checks say what is wrong with it.
            return new JsonBody(MissingNode.getInstance());
        }
    }

    /** The whole number at a JSON pointer; empty if there is none. */
    Optional<Long> number(String pointer) {
        return Optional.of(root.at(pointer)).filter(JsonNode::canConvertToLong).map(JsonNode::asLong);
    }

    /** What it tells of this, in the words of the contract's templates; empty if it does not. */
    Optional<String> told(Reading reading, String variable) {
        return Optional.of(reading.find(variable, root).asText("")).filter(text -> !text.isEmpty());
    }

    /** The text of the first field of this name, wherever it stands; empty if there is none, or an empty one. */
    Optional<String> field(String name) {
        return Optional.ofNullable(root.findValue(name)).map(JsonNode::asText).filter(text -> !text.isEmpty());
    }

    JsonNode root() {
        return root;
    }

    /** The text at a JSON pointer; empty if there is none, or an empty one. */
    Optional<String> text(String pointer) {
        return Optional.of(root.at(pointer).asText()).filter(text -> !text.isEmpty());
    }
}
