package io.govshare.starter;

import io.govshare.starter.request.BodyLimit;
import io.govshare.starter.security.OpenPaths;
import io.govshare.starter.security.RefusedRequestListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/** The smallest service that a starter makes sense for. */
@SpringBootApplication
public class TestApplication {

    @Bean
    OpenPaths openForTests() {
        return OpenPaths.of("/open/{name}");
    }

    @Bean
    BodyLimit smallBodies() {
        return new BodyLimit("/small", DataSize.ofBytes(100));
    }

    @Bean
    Refusals refusals() {
        return new Refusals(new CopyOnWriteArrayList<>());
    }

    @Bean
    RefusedRequestListener refusedRequests(Refusals refusals) {
        return (operator, request, reason) ->
                refusals.seen().add(operator.id() + " " + request.getRequestURI() + " " + reason);
    }

    /** What the listener heard. */
    public record Refusals(List<String> seen) {}
}
