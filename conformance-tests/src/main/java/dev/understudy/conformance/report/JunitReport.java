package dev.understudy.conformance.report;

import dev.understudy.conformance.RuleResult;
import dev.understudy.conformance.SuiteResult;
import dev.understudy.verdict.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}, as CI servers read it: one test case for each rule.
 *
 * <p>Our own writer, because JUnit's writes method names for cases and every system property, secrets included.
 */
final class JunitReport implements ReportFormat {
    @Override
    public void write(SuiteResult result, Path folder) throws IOException {
        try (var out = Files.newBufferedWriter(folder.resolve("junit.xml"), StandardCharsets.UTF_8)) {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            write(xml, result);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("junit.xml cannot be written", e);
        }
    }

    private static void write(XMLStreamWriter xml, SuiteResult result) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "conformance of " + result.profile().name());
        xml.writeAttribute("tests", Integer.toString(result.rules().size()));
        xml.writeAttribute("failures", Long.toString(result.count(Outcome.FAIL)));
        xml.writeAttribute("errors", Long.toString(result.count(Outcome.ERROR)));
        xml.writeAttribute("skipped", Long.toString(skipped(result)));
        xml.writeAttribute(
                "time", String.format(Locale.ROOT, "%.3f", result.took().toMillis() / 1000.0));
        for (var rule : result.rules()) {
            testCase(xml, rule);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static long skipped(SuiteResult result) {
        return result.count(Outcome.NOT_TESTED)
                + result.count(Outcome.NOT_APPLICABLE)
                + result.count(Outcome.INCONCLUSIVE);
    }

    private static void testCase(XMLStreamWriter xml, RuleResult rule) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname", "conformance." + rule.rule().id().split("-", 2)[0].toLowerCase(Locale.ROOT));
        xml.writeAttribute("name", rule.rule().id() + " " + legal(rule.rule().text()));
        switch (rule.outcome()) {
            case FAIL -> element(xml, "failure", rule);
            case ERROR -> element(xml, "error", rule);
            case NOT_TESTED, NOT_OBSERVED, NOT_APPLICABLE, INCONCLUSIVE -> element(xml, "skipped", rule);
            case WARN -> warning(xml, rule);
            case PASS -> xml.writeCharacters("");
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, RuleResult rule) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("message", legal(rule.outcome().word() + ": " + rule.reason()));
        xml.writeCharacters(legal(String.join("\n", rule.evidence())));
        xml.writeEndElement();
    }

    private static void warning(XMLStreamWriter xml, RuleResult rule) throws XMLStreamException {
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal("warning: " + rule.reason()));
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
