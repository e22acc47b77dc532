package dev.understudy.conformance.report;

import dev.understudy.journal.Entry;
import dev.understudy.journal.Journal;
import dev.understudy.journal.JournalFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Writes journals while they fill, so that a case that never ends leaves what it saw.
 *
 * <p>One thread writes, whichever appends; nobody who watches a wire waits for a disk.
 */
final class LiveHistory implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final ReportFolder folder;
    private final Map<String, Runnable> listening = new ConcurrentHashMap<>();
    private final Map<String, Writer> open = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var writer = new Thread(task, "history writer");
        writer.setDaemon(true);
        return writer;
    });

    LiveHistory(ReportFolder folder) {
        this.folder = folder;
    }

    void begin(String name, Journal journal) {
        listening.put(name, journal.listen(entry -> submit(() -> append(name, entry))));
    }

    /** Nothing more is written for this case, once this returns. */
    void end(String name) {
        var stop = listening.remove(name);
        if (stop != null) {
            stop.run();
            var written = java.util.concurrent.CompletableFuture.runAsync(() -> closeFile(name), thread);
            written.join();
        }
    }

    private void submit(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // The report is closed; what comes now belongs to nobody.
            return;
        }
    }

    private void append(String name, Entry entry) {
        if (!listening.containsKey(name)) {
            return;
        }
        try {
            var writer = open.computeIfAbsent(name, this::create);
            writer.write(JournalFile.line(entry) + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Writer create(String name) {
        try {
            return Files.newBufferedWriter(folder.file("history/" + name + ".jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeFile(String name) {
        try (var writer = open.remove(name)) {
            if (writer != null) {
                writer.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until everything is on the disk that was seen so far. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
