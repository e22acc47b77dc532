package dev.understudy.scenario.language;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the language as a Markdown reference, from the descriptions that check and read the files. */
public final class LanguageReference {
    private final StringBuilder text = new StringBuilder();
    private final Set<String> written = new LinkedHashSet<>();

    private LanguageReference() {}

    /** The reference of a file that is this struct: its parts in the order in which they are met, then the families of words. */
    public static String write(Struct file, List<? extends KindFamily<?>> families) {
        var reference = new LanguageReference();
        reference.struct("A scenario file", file);
        families.forEach(reference::family);
        return reference.text.toString().strip() + "\n";
    }

    private void struct(String title, Struct struct) {
        if (!written.add(struct.name())) {
            return;
        }
        text.append("### ").append(title).append("\n\n");
        table(struct.fields());
        inner(struct.fields()).forEach((name, part) -> struct("`" + name + "`: " + part.summary(), part));
    }

    private void table(List<Field> fields) {
        text.append("| field | what | |\n|---|---|---|\n");
        fields.forEach(field -> text.append("| `")
                .append(field.name())
                .append(field.required() ? "` (required)" : "`")
                .append(" | ")
                .append(cell(field.type().summary()))
                .append(" | ")
                .append(cell(field.summary()))
                .append(" |\n"));
        text.append('\n');
    }

    /** The structs that stand in these fields, alone, in lists or in maps; families have their own chapters. */
    private static Map<String, Struct> inner(List<Field> fields) {
        var found = new LinkedHashMap<String, Struct>();
        fields.forEach(field -> {
            var type = field.type();
            while (!(type instanceof Struct)
                    && !(type instanceof KindFamily)
                    && type.parts().size() == 1) {
                type = type.parts().get(0);
            }
            if (type instanceof Struct struct) {
                found.put(field.name(), struct);
            }
        });
        return found;
    }

    private void family(KindFamily<?> family) {
        text.append("### `")
                .append(family.name())
                .append("`: ")
                .append(family.summary())
                .append("\n\n");
        text.append("| word | what | example |\n|---|---|---|\n");
        family.kinds()
                .forEach(kind -> text.append("| `")
                        .append(kind.word())
                        .append("` | ")
                        .append(cell(kind.summary()))
                        .append(" | `")
                        .append(cell(kind.example()))
                        .append("` |\n"));
        text.append('\n');
        if (!family.shared().isEmpty()) {
            text.append("Beside any of them:\n\n");
            table(family.shared());
        }
        bodies(family);
    }

    /** Fields behind a word; words that have the same ones are told together. */
    private void bodies(KindFamily<?> family) {
        var byFields = new LinkedHashMap<List<Field>, List<String>>();
        family.kinds()
                .forEach(kind -> kind.body()
                        .filter(Struct.class::isInstance)
                        .ifPresent(body -> byFields.computeIfAbsent(
                                        ((Struct) body).fields(), fields -> new java.util.ArrayList<>())
                                .add("`" + kind.word() + "`")));
        byFields.forEach((fields, words) -> {
            text.append("Behind ").append(String.join(", ", words)).append(":\n\n");
            table(fields);
        });
    }

    private static String cell(String words) {
        return words.replace("|", "\\|").replace("\n", " ");
    }
}
