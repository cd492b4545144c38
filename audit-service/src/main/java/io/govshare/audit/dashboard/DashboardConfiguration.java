package io.govshare.audit.dashboard;

import io.govshare.starter.security.OpenPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

    @Bean
    WebjarVersions webjarVersions() {
        return WebjarVersions.onClassPath();
    }

    /** Style sheets and libraries tell nothing, and verifying a receipt needs no leave. */
    @Bean
    OpenPaths dashboardAssets() {
        return OpenPaths.of("/audit/assets/**", "/audit/webjars/**", VerifierPageController.PATH);
    }
}
