package io.govshare.starter.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** Adds the shared defaults below every other source. */
final class DefaultsPostProcessor implements EnvironmentPostProcessor {

    static final String SOURCE = "govshare-defaults";

    private static final String FILE = "io/govshare/starter/defaults/govshare-defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            environment.getPropertySources().addLast(new ResourcePropertySource(SOURCE, new ClassPathResource(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException("The starter's jar lacks " + FILE, e);
        }
    }
}
