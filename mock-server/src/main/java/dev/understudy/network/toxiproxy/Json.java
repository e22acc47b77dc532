package dev.understudy.network.toxiproxy;

import java.util.List;

/** A JSON value as it was written: numbers keep their spelling, and objects their order and their duplicates. */
sealed interface Json {
    /** What it is called in an error. */
    String kind();

    /** A string. */
    record Text(String value) implements Json {
        @Override
        public String kind() {
            return "string";
        }
    }

    /** A number in its spelling. */
    record Numeral(String literal) implements Json {
        @Override
        public String kind() {
            return "number";
        }
    }

    /** {@code true} or {@code false}. */
    record Truth(boolean value) implements Json {
        @Override
        public String kind() {
            return "bool";
        }
    }

    /** {@code null}. */
    record Nothing() implements Json {
        @Override
        public String kind() {
            return "null";
        }
    }

    /** An array. */
    record Items(List<Json> all) implements Json {
        public Items {
            all = List.copyOf(all);
        }

        @Override
        public String kind() {
            return "array";
        }
    }

    /** An object. */
    record Members(List<Member> all) implements Json {
        public Members {
            all = List.copyOf(all);
        }

        @Override
        public String kind() {
            return "object";
        }
    }

    /** A key and its value. */
    record Member(String key, Json value) {}
}
