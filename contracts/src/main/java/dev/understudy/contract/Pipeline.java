package dev.understudy.contract;

/**
 * A kind of job.
 *
 * @param name as operations and scenarios call it, for example {@code imports}
 * @param label as payloads call it, for example {@code csv_import}
 * @param jobId the form of its job ids, with {@code {unique}} where they differ
 * @param unit what is counted, in the plural
 */
public record Pipeline(String name, String label, String jobId, String unit) {}
