package io.govshare.testkit.architecture.bad.schemas;

import org.springframework.stereotype.Component;

/** A wire form that only Spring can read. */
@Component
class SpringSchema {}
