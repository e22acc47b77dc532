package dev.understudy.mock.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contract.Contract;
import dev.understudy.scenario.JobPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A job's items and what became of them: those that were uploaded, filled up with the contract's samples where there are more.
 */
public final class Items {
    private final int total;
    private final List<Map<String, String>> items = new ArrayList<>();
    private final List<JobPlan.ItemError> errors = new ArrayList<>();

    public Items(Contract contract, JobInput input, int total, JobPlan.ResultsPlan plan) {
        this.total = total;
        var samples = contract.samples();
        for (int i = 0; i < total; i++) {
            var uploaded = i < input.items().size() ? input.items().get(i) : Map.<String, String>of();
            items.add(filledUp(uploaded, samples.isEmpty() ? Map.of() : samples.get(i % samples.size()), i));
        }
        errors.addAll(plan.errors());
        if (plan.errors().isEmpty()) {
            findInvalid(input);
        }
    }

    private static Map<String, String> filledUp(Map<String, String> uploaded, Map<String, String> sample, int index) {
        var item = new java.util.LinkedHashMap<>(sample);
        if (!uploaded.getOrDefault("title", "").isEmpty()) {
            // Somebody's own book must not get another one's publisher.
            item.clear();
        }
        uploaded.forEach((name, value) -> {
            if (!value.isEmpty()) {
                item.put(name, value);
            }
        });
        item.putIfAbsent("title", "Item " + (index + 1));
        return item;
    }

    private void findInvalid(JobInput input) {
        for (int i = 0; i < Math.min(total, input.items().size()); i++) {
            var isbn = input.items().get(i).getOrDefault("isbn", "");
            if (!isbn.isEmpty() && Isbn.isbn13(isbn).isEmpty()) {
                errors.add(new JobPlan.ItemError(i + 1, isbn, "Invalid ISBN"));
            }
        }
    }

    public int total() {
        return total;
    }

    public List<JobPlan.ItemError> errors() {
        return List.copyOf(errors);
    }

    /** The items that did not fail, each with its fields and, where the ISBN is one, {@code isbn13} and {@code isbn10}. */
    public ArrayNode successful() {
        Set<Integer> failed = errors.stream().map(JobPlan.ItemError::row).collect(Collectors.toSet());
        var array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < items.size(); i++) {
            if (!failed.contains(i + 1)) {
                fields(array.addObject(), items.get(i));
            }
        }
        return array;
    }

    private static void fields(ObjectNode node, Map<String, String> item) {
        item.forEach((name, value) -> {
            if (name.equals("pages")) {
                if (value.matches("\\d{1,6}")) {
                    node.put(name, Integer.parseInt(value));
                }
            } else {
                node.put(name, value);
            }
        });
        var isbn = item.getOrDefault("isbn", "");
        Isbn.isbn13(isbn).ifPresent(isbn13 -> node.put("isbn13", isbn13));
        Isbn.isbn10(isbn).ifPresent(isbn10 -> node.put("isbn10", isbn10));
    }
}
