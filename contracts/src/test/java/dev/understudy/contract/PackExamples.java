package dev.understudy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every example that stands in the documents of a pack, with the schema that it must fit. */
final class PackExamples {
    private final Contract contract;
    private final YamlDocument openApi;
    private final YamlDocument asyncApi;

    private PackExamples(Contract contract, YamlDocument openApi, YamlDocument asyncApi) {
        this.contract = contract;
        this.openApi = openApi;
        this.asyncApi = asyncApi;
    }

    static PackExamples of(String nameOrFolder) {
        var pack = ContractPack.find(nameOrFolder);
        return new PackExamples(
                Contract.load(nameOrFolder), pack.document("openapi.yaml"), pack.document("asyncapi.yaml"));
    }

    /**
     * An example.
     *
     * @param at where it stands, for messages
     * @param schema JSON pointer of its schema in openapi.yaml
     */
    record Example(String at, String schema, JsonNode value) {}

    List<Example> all() {
        var examples = new ArrayList<Example>();
        collect("", openApi.root(), examples);
        collectMessages(examples);
        return examples;
    }

    /** What does not fit, a line each. */
    List<String> problems() {
        return all().stream()
                .flatMap(example -> contract.shapes().misfits(example.schema(), example.value()).stream()
                        .map(misfit -> example.at() + "  " + misfit))
                .toList();
    }

    private void collect(String pointer, JsonNode node, List<Example> examples) {
        if (node.isObject() && node.has("schema")) {
            own(node, pointer).forEach(examples::add);
        } else if (node.path("examples").isArray() && node.has("type")) {
            node.path("examples").forEach(value -> examples.add(example(pointer, pointer, value)));
        }
        node.properties()
                .forEach(field -> collect(YamlDocument.child(pointer, field.getKey()), field.getValue(), examples));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.get(i), examples);
        }
    }

    /** Of a media type, a parameter or a header. */
    private Stream<Example> own(JsonNode node, String pointer) {
        var schema = pointer + "/schema";
        var named = node.path("examples").properties().stream()
                .map(entry -> example(
                        pointer + "/examples/" + entry.getKey(),
                        schema,
                        entry.getValue().path("value")));
        return node.has("example")
                ? Stream.concat(named, Stream.of(example(pointer + "/example", schema, node.get("example"))))
                : named;
    }

    private Example example(String pointer, String schema, JsonNode value) {
        return new Example(openApi.locate(pointer) + " " + pointer, schema, value);
    }

    private void collectMessages(List<Example> examples) {
        asyncApi.at("/components/messages").properties().forEach(entry -> {
            var list = entry.getValue().path("examples");
            for (int i = 0; i < list.size(); i++) {
                var pointer = "/components/messages/" + entry.getKey() + "/examples/" + i;
                var schema = asyncApi.at("/components/messages/" + entry.getKey() + "/payload/$ref")
                        .asText()
                        .replaceFirst("^.*#", "");
                examples.add(new Example(
                        asyncApi.locate(pointer) + " " + pointer,
                        schema,
                        list.get(i).path("payload")));
            }
        });
    }
}
