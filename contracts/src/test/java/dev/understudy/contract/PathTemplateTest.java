package dev.understudy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    private static final PathTemplate STREAM = new PathTemplate("/api/v2/imports/{jobId}/stream");

    @Test
    void named_parts_are_found() {
        assertThat(STREAM.match("/api/v2/imports/import_1/stream")).contains(Map.of("jobId", "import_1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "api/v2/imports/x/stream",
                "/api/v2/imports//stream",
                "/api/v2/imports/x/stream/",
                "/api/v2/imports/x",
                "/api/v2/imports/a/b/stream",
                "/api/v2/imports/x/streams",
                "/api/v2/imports/x/strea",
                "/API/v2/imports/x/stream",
                "//api/v2/imports/x/stream"
            })
    void other_paths_do_not_match(String path) {
        assertThat(STREAM.match(path)).isEmpty();
    }

    @Test
    void values_stay_as_they_stood() {
        assertThat(STREAM.match("/api/v2/imports/a%20b/stream")).contains(Map.of("jobId", "a%20b"));
    }

    @Test
    void named_parts_can_be_filled_in() {
        assertThat(STREAM.fill(Map.of("jobId", "x"))).isEqualTo("/api/v2/imports/x/stream");
        assertThat(STREAM.fill(Map.of())).isEqualTo("/api/v2/imports/{jobId}/stream");
    }

    @Test
    void the_root_is_a_path_too() {
        assertThat(new PathTemplate("/").match("/")).contains(Map.of());
    }
}
