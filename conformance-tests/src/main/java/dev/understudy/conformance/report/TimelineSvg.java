package dev.understudy.conformance.report;

import java.util.Locale;

/**
 * Draws a timeline: a lane for each request, from left to right, fault windows behind them.
 *
 * <p>Places are percentages and heights are pixels, so that the words keep their size however wide the drawing becomes.
 */
final class TimelineSvg {
    private static final int HEAD = 22;
    private static final int LANE = 30;
    private static final double LEAST_WIDTH = 0.5;
    private static final int[] TICKS = {0, 25, 50, 75, 100};

    private final Timeline timeline;
    private final Html page;

    private TimelineSvg(Timeline timeline, Html page) {
        this.timeline = timeline;
        this.page = page;
    }

    static void draw(Timeline timeline, String name, Html page) {
        new TimelineSvg(timeline, page).draw(name);
    }

    private void draw(String name) {
        int height = HEAD + timeline.lanes().size() * LANE + 4;
        page.open(
                "svg",
                "class",
                "timeline",
                "role",
                "img",
                "aria-label",
                "Timeline of " + name,
                "width",
                "100%",
                "height",
                Integer.toString(height));
        timeline.windows().forEach(window -> window(window, height));
        for (int tick : TICKS) {
            tick(tick, height);
        }
        int y = HEAD;
        for (var lane : timeline.lanes()) {
            lane(lane, y);
            y += LANE;
        }
        page.close("svg").line();
        caption();
    }

    private void window(Timeline.Window window, int height) {
        page.open(
                        "rect",
                        "class",
                        "window",
                        "x",
                        x(window.from()),
                        "y",
                        Integer.toString(HEAD - 4),
                        "width",
                        width(window.from(), window.to()),
                        "height",
                        Integer.toString(height - HEAD + 4))
                .element("title", seconds(window.from()) + " to " + seconds(window.to()) + ": " + window.text())
                .close("rect");
    }

    private void tick(int percent, int height) {
        var x = percent + "%";
        page.open(
                        "line",
                        "class",
                        "tick",
                        "x1",
                        x,
                        "x2",
                        x,
                        "y1",
                        Integer.toString(HEAD - 4),
                        "y2",
                        Integer.toString(height))
                .close("line");
        page.element(
                "text",
                seconds(timeline.end() * percent / 100),
                "class",
                "time",
                "x",
                x,
                "y",
                "12",
                "text-anchor",
                percent == 0 ? "start" : percent == 100 ? "end" : "middle");
    }

    private void lane(Timeline.Lane lane, int y) {
        page.open("text", "class", "lane", "x", "2", "y", Integer.toString(y + 11))
                .element("tspan", lane.label() + " ", "class", "what")
                .element("tspan", lane.detail(), "class", "detail")
                .close("text");
        page.open(
                        "rect",
                        "class",
                        (lane.stream() ? "bar stream" : "bar") + (isBad(lane.how()) ? " bad" : ""),
                        "x",
                        x(lane.from()),
                        "y",
                        Integer.toString(y + 15),
                        "width",
                        width(lane.from(), lane.to()),
                        "height",
                        "9",
                        "rx",
                        "2")
                .element(
                        "title",
                        lane.label() + ": " + seconds(lane.from()) + " to " + seconds(lane.to()) + ", " + lane.how())
                .close("rect");
        lane.marks().stream()
                .filter(mark -> lane.stream() || !mark.kind().equals("head"))
                .forEach(mark -> mark(mark, y));
    }

    private static boolean isBad(String how) {
        return how.equals("cut") || how.equals("reset") || how.equals("no answer") || how.equals("given up");
    }

    private void mark(Timeline.Mark mark, int y) {
        var title = seconds(mark.at()) + " " + mark.text();
        if (mark.kind().equals("event")) {
            page.open("circle", "class", "m event", "cx", x(mark.at()), "cy", Double.toString(y + 19.5), "r", "3.5")
                    .element("title", title)
                    .close("circle");
        } else {
            boolean loud = mark.kind().equals("fault") || mark.kind().equals("malformed");
            page.open(
                            "line",
                            "class",
                            "m " + mark.kind(),
                            "x1",
                            x(mark.at()),
                            "x2",
                            x(mark.at()),
                            "y1",
                            Integer.toString(y + (loud ? 11 : 15)),
                            "y2",
                            Integer.toString(y + (loud ? 28 : 24)))
                    .element("title", title)
                    .close("line");
        }
    }

    /** In words what the eye might miss. */
    private void caption() {
        if (timeline.windows().isEmpty() && timeline.more() == 0) {
            return;
        }
        page.open("ul", "class", "windows");
        timeline.windows()
                .forEach(window -> page.open("li")
                        .element("b", seconds(window.from()) + " to " + seconds(window.to()))
                        .text(" " + window.text())
                        .close("li"));
        if (timeline.more() > 0) {
            page.element("li", "and " + timeline.more() + " requests more, which are not drawn");
        }
        page.close("ul").line();
    }

    private String x(long at) {
        return number(timeline.end() == 0 ? 0 : 100.0 * at / timeline.end()) + "%";
    }

    private String width(long from, long to) {
        double width = timeline.end() == 0 ? 100 : 100.0 * (to - from) / timeline.end();
        return number(Math.max(LEAST_WIDTH, width)) + "%";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.3f s", micros / 1e6);
    }
}
