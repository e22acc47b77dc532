package com.example;

import dev.understudy.conformance.JobApiConformance;

class OurBackendTest extends JobApiConformance {}
