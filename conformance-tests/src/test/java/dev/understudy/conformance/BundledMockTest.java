package dev.understudy.conformance;

/** The suite against the mock server that comes with it, as a backend team would run it: one class of one line. */
class BundledMockTest extends JobApiConformance {}
