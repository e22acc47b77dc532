package dev.understudy.mock.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contract.Contract;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.Scenario;
import dev.understudy.scenario.ScenarioReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoriesTest {
    private static final Duration LATER = Duration.ofHours(1);

    private final Contract contract = Contract.load("bookstrack");
    private final Catalogue catalogue = Catalogue.bundled(new ScenarioReader(contract));
    private final PayloadTexts texts = new PayloadTexts(contract);
    private final JobClock clock = new JobClock(Instant.EPOCH, 1e-12);
    private final Stories stories = new Stories(texts);

    @Test
    void a_job_whose_story_another_has_had_is_told_it_with_its_own_name_and_times() {
        assertThat(catalogue.all()).allSatisfy(scenario -> {
            var first = job(stories, scenario);
            var alone = new Stories(texts);
            assertThat(told(job(stories, scenario)))
                    .isEqualTo(told(job(alone, scenario)))
                    .isEqualTo(told(first));
        });
    }

    @Test
    void a_job_whose_story_another_has_had_is_told_it_with_its_own_id() {
        assertThat(catalogue.all()).allSatisfy(scenario -> {
            told(job(stories, scenario));
            assertThat(told(job("another \"one\"", stories, scenario)))
                    .isEqualTo(told(job("another \"one\"", new Stories(texts), scenario)));
        });
    }

    @Test
    void its_times_count_from_its_own_beginning() {
        var scenario = catalogue.get("happy-path");
        var first = job(stories, scenario);
        clock.advance(LATER);
        var second = job(stories, scenario);
        assertThat(second.log().entry(1).orElseThrow().due())
                .isEqualTo(first.log().entry(1).orElseThrow().due().plus(LATER));
        assertThat(finishedAt(second)).isEqualTo(finishedAt(first).plus(LATER));
    }

    @Test
    void a_job_is_what_it_was_created_as_until_its_first_event() {
        var job = job(stories, catalogue.get("happy-path"));
        assertThat(job.state(Duration.ofSeconds(-1)))
                .isEqualTo(new JobState("initialized", 0, job.state(LATER).total(), null, null, false));
    }

    @Test
    void canceling_a_job_with_a_shared_story_leaves_the_others_alone() {
        var scenario = catalogue.get("slow-and-long");
        var canceled = job(stories, scenario);
        var other = job(stories, scenario);
        canceled.cancel();
        assertThat(canceled.state(LATER).status()).isEqualTo("canceled");
        assertThat(told(other)).isEqualTo(told(job(new Stories(texts), scenario)));
    }

    private static Duration finishedAt(Job job) {
        var finished = job.state(LATER.multipliedBy(3)).finishedAt();
        assertThat(finished).isNotNull();
        return finished == null ? Duration.ZERO : finished;
    }

    private Job job(Stories of, Scenario scenario) {
        return job("job", of, scenario);
    }

    private Job job(String id, Stories of, Scenario scenario) {
        var seed = new JobSeed(
                id,
                "imports",
                "token",
                scenario,
                JobInput.none(),
                scenario.job().timeline());
        return new Job(of, clock, seed);
    }

    private static List<String> told(Job job) {
        return IntStream.range(0, job.log().size())
                .mapToObj(i -> job.log().entry(i).orElseThrow())
                .map(entry -> entry.due() + " " + entry.frame() + " " + entry.state())
                .toList();
    }
}
