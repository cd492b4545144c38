package io.govshare.testkit.architecture.bad;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Configuration that can change. */
@ConfigurationProperties("bad")
class ClassConfiguration {}
