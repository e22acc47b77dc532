package dev.understudy.conformance.report;

import dev.understudy.verdict.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}, as CI servers read it: a test suite for each subject, a test case for each row.
 *
 * <p>Our own writer, because JUnit's writes method names for cases and every system property, secrets included.
 */
final class JunitReport implements ReportFormat {
    @Override
    public void write(Report report, Path folder) throws IOException {
        var out = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            write(xml, report);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("junit.xml cannot be written", e);
        }
        AtomicFile.write(folder.resolve("junit.xml"), out.toByteArray());
    }

    private static void write(XMLStreamWriter xml, Report report) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "conformance to " + legal(report.contract()));
        for (var subject : report.subjects()) {
            suite(xml, report, subject);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void suite(XMLStreamWriter xml, Report report, Subject subject) throws XMLStreamException {
        var results =
                report.rows().stream().map(row -> subject.result(row.id())).toList();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "conformance of " + legal(subject.name()));
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", count(results, "failure"));
        xml.writeAttribute("errors", count(results, "error"));
        xml.writeAttribute("skipped", count(results, "skipped"));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", subject.milliseconds() / 1000.0));
        for (var row : report.rows()) {
            testCase(xml, row, subject.result(row.id()));
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static String count(List<RowResult> results, String element) {
        return Long.toString(results.stream()
                .filter(result -> element(result).equals(element))
                .count());
    }

    /** The element that says what came of a case; empty for one that is as it should be. */
    private static String element(RowResult result) {
        if (!result.expected().isEmpty()) {
            return "skipped";
        }
        return switch (result.outcome()) {
            case FAIL -> "failure";
            case ERROR -> "error";
            case NOT_TESTED, NOT_OBSERVED, NOT_APPLICABLE, INCONCLUSIVE -> "skipped";
            case WARN, PASS -> "";
        };
    }

    private static void testCase(XMLStreamWriter xml, Row row, RowResult result) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "conformance." + legal(row.group()).toLowerCase(Locale.ROOT));
        xml.writeAttribute("name", legal(row.id() + " " + row.text()).strip());
        xml.writeAttribute("time", "0");
        var element = element(result);
        if (!element.isEmpty()) {
            xml.writeStartElement(element);
            xml.writeAttribute("message", legal(message(result)));
            if (!element.equals("skipped")) {
                xml.writeAttribute("type", result.outcome().word());
            }
            xml.writeCharacters(legal(String.join("\n", result.evidence())));
            xml.writeEndElement();
        } else if (result.outcome() == Outcome.WARN) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(legal("warning: " + result.reason()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String message(RowResult result) {
        return (result.expected().isEmpty() ? "" : "expected: " + result.expected() + ": ")
                + result.outcome().word() + ": " + result.reason();
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
