package io.govshare.catalog.sealing;

import io.govshare.schemas.Topics;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.client.ServiceTokens;
import io.govshare.starter.keystore.KeyFile;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class SealingConfiguration {

    private static final int PARTITIONS = 3;

    @Bean
    Pkcs12SealingKeys sealingKeys(KeystoreProperties keystore, AgencyDirectory directory, Clock clock) {
        return new Pkcs12SealingKeys(
                KeyFile.open(keystore.path(), keystore.password()),
                new WrappingKeys(keystore.wrappingKeyFolder(), keystore.keyPeriod(), keystore.recordsPerKey(), clock),
                directory,
                clock);
    }

    @Bean
    KeyRegistrar keyRegistrar(
            Pkcs12SealingKeys keys, AgencyDirectory directory, IdentityProperties identity, ServiceTokens tokens) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(identity.timeout()).build());
        requests.setReadTimeout(identity.timeout());
        RestClient client = RestClient.builder()
                .baseUrl(identity.url())
                .requestFactory(requests)
                .requestInterceptor(tokens.bearer())
                .build();
        return new KeyRegistrar(keys, directory, client, identity.interval());
    }

    @Bean
    SealingKeysHealth sealingKeysHealthIndicator(SealingKeys keys, AgencyDirectory directory) {
        return new SealingKeysHealth(keys, directory);
    }

    @Bean
    NewTopic statementsSealedTopic() {
        return new NewTopic(Topics.CATALOG_STATEMENTS_SEALED, Optional.of(PARTITIONS), Optional.empty());
    }
}
