package io.govshare.testkit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** Assertions on {@code @ConfigurationProperties} records. */
public final class ConfigAssertions {

    private ConfigAssertions() {}

    /** Nothing set gives exactly these values: a default cannot change unnoticed. */
    public static <T extends Record> void assertDefaults(T expected) {
        assertDefaults(Map.of(), expected);
    }

    /**
     * Nothing but the settings that have no default gives exactly these values.
     *
     * @param needed names below the record's prefix, as for {@link #assertFullMapping}
     */
    public static <T extends Record> void assertDefaults(Map<String, String> needed, T expected) {
        @SuppressWarnings("unchecked") // getClass() of a T is a Class of T; records have no subclasses.
        Class<T> type = (Class<T>) expected.getClass();
        assertThat(bind(type, needed)).isEqualTo(expected);
    }

    /**
     * These settings, each different from its default, give exactly these values; every setting is used and every
     * component is set.
     *
     * @param settings names below the record's prefix, such as {@code max-age}
     */
    public static <T extends Record> void assertFullMapping(Map<String, String> settings, T expected) {
        @SuppressWarnings("unchecked") // As above.
        Class<T> type = (Class<T>) expected.getClass();
        assertThat(bind(type, settings)).isEqualTo(expected);
        Set<String> set = new LinkedHashSet<>();
        settings.keySet().forEach(name -> set.add(uniform(name.split("[.\\[]", 2)[0])));
        assertThat(set)
                .as("every component of %s is set", type.getSimpleName())
                .containsAll(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(ConfigAssertions::uniform)
                        .toList());
        T defaults;
        try {
            defaults = bind(type, Map.of());
        } catch (BindException _) {
            // What refuses to be without settings has no defaults to differ from.
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            assertThat(value(component, expected))
                    .as("%s must differ from its default to prove anything", component.getName())
                    .isNotEqualTo(value(component, defaults));
        }
    }

    /** What a record becomes with these settings. */
    public static <T extends Record> T bind(Class<T> type, Map<String, String> settings) {
        ConfigurationProperties annotation = type.getAnnotation(ConfigurationProperties.class);
        assertThat(annotation).as("@ConfigurationProperties of %s", type).isNotNull();
        String prefix = annotation.prefix().isEmpty() ? annotation.value() : annotation.prefix();
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put(prefix + "." + name, value));
        BindHandler strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT);
        return new Binder(List.of(source), null, ApplicationConversionService.getSharedInstance())
                .bindOrCreate(prefix, Bindable.of(type), strict);
    }

    private static String uniform(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
