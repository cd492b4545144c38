package io.govshare.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;

/** What waits for an answer over the network, the service's own database apart. */
record RemoteCalls(String platform) {

    private static final List<String> PACKAGES =
            List.of("org.keycloak.admin.client.", "org.springframework.kafka.core.", "org.springframework.web.client.");

    private static final List<String> CLIENTS = List.of(
            "java.net.http.HttpClient",
            "org.apache.kafka.clients.admin.Admin",
            "org.apache.kafka.clients.consumer.Consumer",
            "org.apache.kafka.clients.producer.Producer");

    boolean areMadeBy(JavaClass type) {
        String name = type.getName();
        return !type.isAssignableTo(Throwable.class)
                && (PACKAGES.stream().anyMatch(name::startsWith)
                        || Stream.concat(CLIENTS.stream(), chain()).anyMatch(type::isAssignableTo));
    }

    private Stream<String> chain() {
        return Stream.of("ReadOnlyChain", "ChainConnection", "AnchorRegistryDeployer")
                .map(name -> platform + ".chain." + name);
    }
}
