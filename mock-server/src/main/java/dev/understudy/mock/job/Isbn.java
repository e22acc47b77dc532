package dev.understudy.mock.job;

import java.util.Optional;

/** International Standard Book Numbers (ISO 2108), in both lengths. */
final class Isbn {
    private Isbn() {}

    /** The number with 13 digits, if the text is an ISBN of either length whose check digit is right. */
    static Optional<String> isbn13(String text) {
        var digits = text.replaceAll("[ -]", "");
        if (digits.matches("97[89]\\d{10}")) {
            return check13(digits.substring(0, 12)) == digits.charAt(12) ? Optional.of(digits) : Optional.empty();
        }
        if (digits.matches("\\d{9}[\\dXx]")
                && check10(digits.substring(0, 9)) == Character.toUpperCase(digits.charAt(9))) {
            var body = "978" + digits.substring(0, 9);
            return Optional.of(body + check13(body));
        }
        return Optional.empty();
    }

    /** The number with 10 digits, if it has one. */
    static Optional<String> isbn10(String text) {
        return isbn13(text)
                .filter(isbn -> isbn.startsWith("978"))
                .map(isbn -> isbn.substring(3, 12) + check10(isbn.substring(3, 12)));
    }

    private static char check13(String first12) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (first12.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    private static char check10(String first9) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (first9.charAt(i) - '0') * (10 - i);
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }
}
