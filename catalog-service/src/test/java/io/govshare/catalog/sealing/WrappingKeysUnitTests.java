package io.govshare.catalog.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.testkit.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrappingKeysUnitTests {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final SecretKey RECORD = new SecretKeySpec(new byte[32], "AES");

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at(START);
    private final WrappingKeys.Above tax = above("tax", 1);
    private final Map<String, SecretKey> agencies = Map.of(tax.alias(), tax.key());

    private static WrappingKeys.Above above(String agency, int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return new WrappingKeys.Above(agency, "wrap." + agency + ".1", new SecretKeySpec(key, "AES"));
    }

    private WrappingKeys instance() {
        return new WrappingKeys(folder.resolve("keys"), Duration.ofDays(1), 3, clock);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("keys"))) {
            return all.toList();
        }
    }

    @Test
    void whatOneInstanceWrapsAnotherOneOpens() throws IOException {
        WrappedKey wrapped = instance().wrap(tax, RECORD);
        assertThat(instance().unwrap(wrapped, agencies)).isEqualTo(RECORD);
        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(file.getFileName()).hasToString(wrapped.wrappingKey());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        });
        assertThat(WrappingKeys.wrapsUntil(wrapped.wrappingKey())).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void aKeyServesOneAgencyAWhileAndSomeRecords() throws IOException {
        WrappingKeys keys = instance();
        List<String> names = IntStream.range(0, 7)
                .mapToObj(_ -> keys.wrap(tax, RECORD).wrappingKey())
                .toList();
        assertThat(names.subList(0, 3)).containsOnly(names.getFirst());
        assertThat(names.subList(3, 6)).containsOnly(names.get(3));
        Set<String> distinct = new HashSet<>(names);
        distinct.add(keys.wrap(above("fiscal", 2), RECORD).wrappingKey());
        clock.advance(Duration.ofDays(1));
        distinct.add(keys.wrap(tax, RECORD).wrappingKey());
        assertThat(distinct).hasSize(5);
        assertThat(files()).hasSize(5);
    }

    @Test
    void whatADestroyedKeyHasWrappedOpensNowhere() throws IOException {
        WrappingKeys here = instance();
        WrappingKeys there = instance();
        WrappedKey wrapped = here.wrap(tax, RECORD);
        there.unwrap(wrapped, agencies);
        assertThat(here.destroy(wrapped.wrappingKey())).isTrue();
        assertThat(here.destroy(wrapped.wrappingKey())).isFalse();
        assertThat(files()).isEmpty();
        there.forgetDestroyed();
        for (WrappingKeys each : List.of(here, there, instance())) {
            assertThatThrownBy(() -> each.unwrap(wrapped, agencies)).isInstanceOf(WrappedKeyException.class);
        }
    }

    @Test
    void theFileIsWorthNothingWithoutTheAgencysKey() throws IOException {
        WrappedKey wrapped = instance().wrap(tax, RECORD);
        assertThatThrownBy(() -> instance().unwrap(wrapped, Map.of())).isInstanceOf(WrappedKeyException.class);
        assertThatThrownBy(() -> instance()
                        .unwrap(wrapped, Map.of(tax.alias(), above("tax", 9).key())))
                .isInstanceOf(WrappedKeyException.class);
        Path file = files().getFirst();
        for (String content : List.of("", "x", tax.alias() + "\n*\n", tax.alias() + "\nAAAA\n")) {
            Files.writeString(file, content, StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> instance().unwrap(wrapped, agencies)).isInstanceOf(WrappedKeyException.class);
        }
    }

    @Test
    void aNameFromAnAlteredRowLeadsOutOfTheFolderNowhere() throws IOException {
        WrappingKeys keys = instance();
        WrappedKey wrapped = keys.wrap(tax, RECORD);
        Files.copy(files().getFirst(), folder.resolve("outside"));
        for (String name : List.of("epoch./../../outside", "../outside", "", ".", "/etc/passwd", "x")) {
            assertThatThrownBy(() -> keys.unwrap(new WrappedKey(name, wrapped.bytes()), agencies))
                    .isInstanceOf(WrappedKeyException.class);
        }
        for (String name : List.of("", "x", "epoch.tax.now.1")) {
            assertThatThrownBy(() -> WrappingKeys.wrapsUntil(name)).isInstanceOf(WrappedKeyException.class);
        }
    }
}
