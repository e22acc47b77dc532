package dev.understudy.mock.record;

/**
 * The scenario that makes the mock server do what a target did with one job.
 *
 * @param id the scenario's id
 * @param jobId the target's own id of the job
 * @param events how many events the job had
 * @param connections how many streams it was followed on
 * @param text the scenario file
 */
record Transcript(String id, String jobId, int events, int connections, String text) {}
