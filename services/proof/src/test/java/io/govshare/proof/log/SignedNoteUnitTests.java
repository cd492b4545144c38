package io.govshare.proof.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.merkle.MerkleHash;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteUnitTests {
    /** Key and note as published with the signed-note format. */
    private static final String EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String EXAMPLE_SIGNATURE = "\u2014 example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private static final String EXAMPLE = "This is an example message.\n\n" + EXAMPLE_SIGNATURE;

    private static final NoteSigner SIGNER = new NoteSigner("govshare.local/log", keys());

    @Test
    void publishedExampleVerifies() {
        NoteKey key = NoteKey.parse(EXAMPLE_KEY);
        SignedNote note = SignedNote.parse(EXAMPLE);
        assertThat(note.verify(key)).isTrue();
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.note()).isEqualTo(EXAMPLE);
        assertThat(key.text()).isEqualTo(EXAMPLE_KEY);
        assertThat(key.id()).isEqualTo(0x530d903a);
    }

    @Test
    void publishedExampleFailsWhenOneLetterChanges() {
        SignedNote note = SignedNote.parse(EXAMPLE.replace("example message", "example massage"));
        assertThat(note.verify(NoteKey.parse(EXAMPLE_KEY))).isFalse();
    }

    @Test
    void checkpointSurvivesSigningAndParsing() {
        Checkpoint checkpoint = new Checkpoint("govshare.local/log", 20_852_163, MerkleHash.EMPTY_ROOT);
        SignedNote note = SignedNote.parse(SignedNote.sign(checkpoint, SIGNER).note());
        assertThat(note.verify(SIGNER.verifier())).isTrue();
        assertThat(note.verify(NoteKey.parse(SIGNER.verifier().text()))).isTrue();
        assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
    }

    @Test
    void checkpointKeepsItsExtensionLines() {
        String text = "example.com/behind-the-sofa\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n";
        assertThat(Checkpoint.parse(text).extensions()).containsExactly("more");
        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
    }

    @Test
    void anotherKeyOfTheSameNameDoesNotCount() {
        NoteSigner stranger = new NoteSigner("govshare.local/log", keys());
        SignedNote note = SignedNote.sign("x\n", stranger);
        assertThat(note.verify(SIGNER.verifier())).isFalse();
        NoteKey sameKeyOtherName =
                NoteKey.parse(new NoteSigner("other", keys()).verifier().text());
        assertThat(note.verify(sameKeyOtherName)).isFalse();
    }

    @Test
    void foreignLinesArePassedOverAndABadLineOfTheKnownKeySpoilsTheNote() {
        String good = SignedNote.sign("x\n", SIGNER).note();
        String foreign =
                SignedNote.sign("x\n", new NoteSigner("witness", keys())).note();
        String foreignLine = foreign.substring(foreign.indexOf('\u2014'));
        assertThat(SignedNote.parse(good + foreignLine).verify(SIGNER.verifier()))
                .isTrue();
        String otherText = SignedNote.sign("y\n", SIGNER).note();
        String badLine = otherText.substring(otherText.indexOf('\u2014'));
        assertThat(SignedNote.parse(good + badLine).verify(SIGNER.verifier())).isFalse();
    }

    static List<String> brokenNotes() {
        return List.of(
                "",
                "\n",
                "text\n",
                "text\n\n",
                EXAMPLE.substring(0, EXAMPLE.length() - 1),
                EXAMPLE.replace("\u2014 ", "- "),
                EXAMPLE.replace("example.com/foo ", "exa+mple.com/foo "),
                EXAMPLE.replace("example.com/foo ", "exa mple.com/foo "),
                EXAMPLE.replace("Uw2Q", "U*2Q"),
                EXAMPLE.replace("IneyaQM=", "IneyaQM"),
                EXAMPLE.replace("message.", "mess\tage."),
                EXAMPLE.replace("message.", "mess\ud800age."),
                "x\n\n\u2014 name AAAAAA==\n",
                "x\n\n" + EXAMPLE_SIGNATURE.repeat(65),
                "x".repeat(SignedNote.MAX_CHARS) + EXAMPLE);
    }

    @ParameterizedTest
    @MethodSource("brokenNotes")
    void brokenNotesAreRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(ProofFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n",
                "o\n1\nAAAA\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
                "o\n1\n"
            })
    void brokenCheckpointsAreRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(ProofFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+Aeky"
            })
    void brokenVerifierKeysAreRefused(String text) {
        assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(ProofFormatException.class);
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
