package io.govshare.proof.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.MerkleHash;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessKeyUnitTests {
    /** A checkpoint as a log of Certificate Transparency gave it out, with cosignatures of four public witnesses. */
    private static final String PUBLISHED = """
            arche2025h1.staging.ct.transparency.dev
            1432088532
            U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

            \u2014 arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
            \u2014 transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
            \u2014 witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
            \u2014 remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
            \u2014 witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
            """;

    private static final NoteSigner LOG = new NoteSigner("govshare.local/log", keys());
    private static final Instant TIME = Instant.ofEpochSecond(1_790_000_000);

    private final Checkpoint checkpoint = new Checkpoint("govshare.local/log", 0, MerkleHash.EMPTY_ROOT);
    private final String note = SignedNote.sign(checkpoint, LOG).note();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
                "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
                "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
                "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv"
            })
    void cosignaturesOfPublicWitnessesHold(String witness) {
        WitnessKey key = WitnessKey.parse(witness);
        SignedNote published = SignedNote.parse(PUBLISHED);

        Cosignature cosignature = published.cosignature(key).orElseThrow();
        assertThat(cosignature.time()).isEqualTo(Instant.ofEpochSecond(0x6a122120));
        assertThat(PUBLISHED).contains(cosignature.line());
        assertThat(key.text()).isEqualTo(witness);
        assertThat(SignedNote.parse(PUBLISHED.replace("1432088532", "1432088533"))
                        .cosignature(key))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestWitness.Algorithm.class)
    void aCosignatureCountsForItsKeyOnly(TestWitness.Algorithm algorithm) {
        TestWitness witness = new TestWitness("witness.example/w1", algorithm);
        TestWitness other = new TestWitness("witness.example/w1", algorithm);
        SignedNote cosigned = SignedNote.parse(note + witness.cosign(checkpoint, TIME));

        assertThat(cosigned.cosignature(witness.key())).contains(new Cosignature(TIME, witness.line(cosigned.note())));
        assertThat(cosigned.cosignature(other.key())).isEmpty();
        assertThat(cosigned.cosignature(WitnessKey.parse(witness.key().text()))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(TestWitness.Algorithm.class)
    void aCosignatureThatDoesNotHoldSpoilsTheOthersOfItsKey(TestWitness.Algorithm algorithm) {
        TestWitness witness = new TestWitness("witness.example/w1", algorithm);
        String good = witness.cosign(checkpoint, TIME);
        String ofAnotherTree = witness.cosign(new Checkpoint("govshare.local/log", 1, MerkleHash.EMPTY_ROOT), TIME);

        assertThat(SignedNote.parse(note + ofAnotherTree).cosignature(witness.key()))
                .isEmpty();
        assertThat(SignedNote.parse(note + good + ofAnotherTree).cosignature(witness.key()))
                .isEmpty();
        assertThat(SignedNote.parse(note + good + witness.cosign(checkpoint, TIME.plusSeconds(9)))
                        .cosignature(witness.key()))
                .get()
                .extracting(Cosignature::time)
                .isEqualTo(TIME.plusSeconds(9));
    }

    @Test
    void theLogsOwnSignatureHoldsBesideSixteenCosignatures() {
        StringBuilder lines = new StringBuilder(note);
        for (int i = 0; i < 8; i++) {
            for (TestWitness.Algorithm algorithm : TestWitness.Algorithm.values()) {
                lines.append(new TestWitness("witness.example/w" + i, algorithm).cosign(checkpoint, TIME));
            }
        }

        assertThat(SignedNote.parse(lines.toString()).verify(LOG.verifier())).isTrue();
    }

    @Test
    void anEd25519KeyOfTheNoteFormatIsTakenAsAWitnesss() {
        TestWitness witness = new TestWitness("witness.example/w1", TestWitness.Algorithm.ED25519);

        WitnessKey key = WitnessKey.parse(witness.noteKey().text());
        assertThat(key).isEqualTo(witness.key());
        assertThat(key.id()).isNotEqualTo(witness.noteKey().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "remora.n621.de",
                "remora.n621.de+da77ade7+",
                "remora.n621.de+da77ade8+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
                "remora.n621.eu+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
                "remora.n621.de+da77ade7+BuvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
                "remora.n621.de+da77ade7+AuvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
                "remora.n621.de+da77ade7+BOvN"
            })
    void brokenKeysAreRefused(String text) {
        assertThatThrownBy(() -> WitnessKey.parse(text)).isInstanceOf(ProofFormatException.class);
    }

    @Test
    void timesOutsideTheCalendarAreRefused() {
        TestWitness witness = new TestWitness("witness.example/w1", TestWitness.Algorithm.ED25519);
        for (long seconds : List.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE)) {
            assertThat(SignedNote.parse(note + witness.cosign(checkpoint, seconds))
                            .cosignature(witness.key()))
                    .as("%s", seconds)
                    .isEmpty();
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
