package dev.understudy.mock.control;

import dev.understudy.verdict.ClientVerdict;
import dev.understudy.verdict.Outcome;
import dev.understudy.verdict.Verdict;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A verdict for programs that read JUnit's XML: a suite for the scenario, a case for each rule. */
final class JunitXml {
    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(ClientVerdict verdict, String reason) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new JunitXml(xml).suite(verdict, reason);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A text cannot be written to", e);
        }
        return text.append('\n').toString();
    }

    private void suite(ClientVerdict verdict, String reason) throws XMLStreamException {
        var rules = verdict.verdicts();
        // Where nothing passed and nothing failed there would be skipped cases only, and those who count failures would
        // see green.
        boolean unproven = !verdict.passed() && count(verdict, Outcome.FAIL) + count(verdict, Outcome.ERROR) == 0;
        xml.writeStartElement("testsuite");
        attribute("name", verdict.scenario() + " as " + verdict.yardstick().word());
        attribute("tests", Long.toString(rules.size() + (unproven ? 1 : 0)));
        attribute("failures", Long.toString(count(verdict, Outcome.FAIL)));
        attribute("errors", Long.toString(count(verdict, Outcome.ERROR) + (unproven ? 1 : 0)));
        attribute(
                "skipped",
                Long.toString(rules.stream().filter(JunitXml::isSkipped).count()));
        if (unproven) {
            start(verdict, "enough was seen of the client");
            element("error", reason, verdict.text());
            xml.writeEndElement();
        }
        for (var rule : rules) {
            rule(verdict, rule);
        }
        xml.writeEndElement();
    }

    private void rule(ClientVerdict whole, Verdict verdict) throws XMLStreamException {
        start(whole, verdict.rule().id());
        var detail = verdict.rule().text() + "\n" + String.join("\n", verdict.evidence());
        if (verdict.outcome() == Outcome.FAIL) {
            element("failure", verdict.reason(), detail);
        } else if (verdict.outcome() == Outcome.ERROR) {
            element("error", verdict.reason(), detail);
        } else if (isSkipped(verdict)) {
            element("skipped", verdict.outcome().word() + ": " + verdict.reason(), "");
        } else if (verdict.outcome() == Outcome.WARN) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean("warn: " + verdict.reason() + "\n" + detail));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void start(ClientVerdict whole, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", "understudy.client." + whole.scenario());
        attribute("name", name);
    }

    private void element(String name, String message, String detail) throws XMLStreamException {
        xml.writeStartElement(name);
        attribute("message", message);
        xml.writeCharacters(clean(detail));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    /** XML has no place for most control characters, not even escaped. */
    private static String clean(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private static boolean isSkipped(Verdict verdict) {
        return switch (verdict.outcome()) {
            case INCONCLUSIVE, NOT_APPLICABLE, NOT_TESTED, NOT_OBSERVED -> true;
            default -> false;
        };
    }

    private static long count(ClientVerdict verdict, Outcome outcome) {
        return verdict.verdicts().stream()
                .filter(rule -> rule.outcome() == outcome)
                .count();
    }
}
