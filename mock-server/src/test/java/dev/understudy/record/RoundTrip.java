package dev.understudy.record;

import dev.understudy.contract.Contract;
import dev.understudy.mock.MockServer;
import dev.understudy.mock.ServerSettings;
import dev.understudy.scenario.Catalogue;
import dev.understudy.scenario.ScenarioReader;
import java.nio.file.*;
import java.util.List;

public class RoundTrip {
    public static void main(String[] args) throws Exception {
        var contract = Contract.load("bookstrack");
        var dir = Files.createTempDirectory("rt");
        try (var mock = MockServer.start(ServerSettings.defaults())) {
            var ids = args.length > 0 ? List.of(args) : mock.scenarios();
            for (var id : ids) {
                try {
                    var warm = new Follower(mock.baseUri(), "happy-path--warm").follow();
                    List<String> seen; List<Recorded> rec;
                    var file = dir.resolve("my-day.yaml");
                    Files.deleteIfExists(file);
                    try (var recorder = Recorder.start(contract, RecorderSettings.of(mock.baseUri(), file))) {
                        seen = new Follower(recorder.baseUri(), id).follow();
                        rec = recorder.finish();
                    }
                    if (rec.isEmpty()) { System.out.println("NONE " + id + " " + seen.get(0).lines().findFirst().orElse("")); continue; }
                    if (!rec.get(0).problems().isEmpty()) { System.out.println("BAD  " + id + " " + rec.get(0).problems()); System.out.println(Files.readString(file)); continue; }
                    try (var again = MockServer.start(ServerSettings.defaults(), contract, Catalogue.with(new ScenarioReader(contract), List.of(dir), false))) {
                        var replay = new Follower(again.baseUri(), "my-day").follow();
                        if (replay.equals(seen)) System.out.println("SAME " + id);
                        else { System.out.println("DIFF " + id + "\n" + Files.readString(file) + "\n--- seen\n" + String.join("\n=====\n", seen) + "\n--- replay\n" + String.join("\n=====\n", replay) + "\n"); }
                    }
                } catch (Exception e) { System.out.println("FAIL " + id + " " + e); e.printStackTrace(System.out); }
                System.out.flush();
            }
        }
    }
}
