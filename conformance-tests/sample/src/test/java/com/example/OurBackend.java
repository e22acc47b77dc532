package com.example;

import dev.understudy.conformance.JobApiConformance;

class OurBackend extends JobApiConformance {}
