package dev.understudy.contract;

import dev.understudy.yaml.NearestWord;
import java.util.List;
import java.util.Map;

/** What a request line means by the contract. */
public sealed interface Routing {
    /** It is this operation; {@code path} holds the named parts of its path. */
    record Found(Operation operation, Map<String, String> path) implements Routing {
        public Found {
            path = Map.copyOf(path);
        }
    }

    /** The path is known, the method is not. */
    record WrongMethod(List<String> allowed) implements Routing {
        public WrongMethod {
            allowed = List.copyOf(allowed);
        }
    }

    /** Nothing answers; {@code hint} says what came closest and why it did not match. */
    record NearMiss(String hint) implements Routing {
        static NearMiss to(String method, String path, List<Operation> operations) {
            var known = operations.stream().map(Operation::toString).toList();
            var asked = method + " " + path;
            return new NearMiss(NearestWord.to(asked, known)
                    .map(near -> "closest: " + near + " (the path differs)")
                    .or(() -> bySegments(path, operations))
                    .orElse("no operation of the contract is near"));
        }

        private static java.util.Optional<String> bySegments(String path, List<Operation> operations) {
            return operations.stream()
                    .max(java.util.Comparator.comparingInt(operation -> commonStart(operation, path)))
                    .filter(operation -> commonStart(operation, path) > 1)
                    .map(operation -> "closest: " + operation + " (the first " + commonStart(operation, path)
                            + " segments agree)");
        }

        private static int commonStart(Operation operation, String path) {
            var theirs = path.split("/", -1);
            var ours = operation.path().toString().split("/", -1);
            int same = 0;
            while (same < Math.min(ours.length, theirs.length)
                    && (ours[same].equals(theirs[same]) || ours[same].startsWith("{"))) {
                same++;
            }
            return same - 1;
        }
    }
}
