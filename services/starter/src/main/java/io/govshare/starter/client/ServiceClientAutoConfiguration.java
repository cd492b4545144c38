package io.govshare.starter.client;

import io.govshare.starter.security.SecurityProperties;
import java.net.http.HttpClient;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Tokens for calls between services. */
@AutoConfiguration(after = io.govshare.starter.security.SecurityAutoConfiguration.class)
@EnableConfigurationProperties(ServiceClientProperties.class)
public class ServiceClientAutoConfiguration {

    @Bean
    ServiceTokens serviceTokens(ServiceClientProperties client, SecurityProperties security, Clock clock) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(client.timeout()).build());
        requests.setReadTimeout(client.timeout());
        RestClient http = RestClient.builder().requestFactory(requests).build();
        return new ServiceTokens(http, client, security.issuer(), clock);
    }
}
