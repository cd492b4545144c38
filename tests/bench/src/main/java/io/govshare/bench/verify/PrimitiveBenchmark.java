package io.govshare.bench.verify;

import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.MerkleHash;
import io.govshare.proof.merkle.Sha256;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.Trust;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * What verifying consists of, each beside the plain call of the library that a program without GovShare's code would
 * use: the JDK's for SHA-256, ES256 and Ed25519, Bouncy Castle's for Keccak, web3j's for the recovery of signers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PrimitiveBenchmark {

    /** A full branch of a trie: 16 hashes and what encodes them. */
    private static final int BRANCH = 532;

    private final PrimitiveSamples samples = PrimitiveSamples.create();
    private final byte[] statement = PrimitiveSamples.bytes(PrimitiveSamples.STATEMENT);
    private final byte[] branch = PrimitiveSamples.bytes(BRANCH);
    private final byte[] node = PrimitiveSamples.bytes(1 + 2 * Hash.BYTES);
    private final Hash left = Sha256.hash(statement);
    private final Hash right = Sha256.hash(branch);
    private final BlockHeader header = header();
    private final List<Address> validators =
            Trust.parse(SampleFiles.trust()).validators().getFirst().addresses();

    @Benchmark
    public Hash sha256Statement() {
        return Sha256.hash(statement);
    }

    @Benchmark
    public byte[] sha256StatementLibrary() throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(statement);
    }

    @Benchmark
    public Hash sha256Node() {
        return MerkleHash.node(left, right);
    }

    @Benchmark
    public byte[] sha256NodeLibrary() throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(node);
    }

    @Benchmark
    public Hash keccak() {
        return Keccak.hash(branch);
    }

    @Benchmark
    public byte[] keccakLibrary() {
        KeccakDigest digest = new KeccakDigest(8 * Hash.BYTES);
        digest.update(branch, 0, branch.length);
        byte[] hash = new byte[Hash.BYTES];
        digest.doFinal(hash, 0);
        return hash;
    }

    @Benchmark
    public boolean es256() {
        return require(samples.statement().verify(samples.sealKey()));
    }

    @Benchmark
    public boolean es256Library() throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(samples.platformSealKey());
        verifier.update(samples.sealed());
        return require(verifier.verify(samples.seal()));
    }

    @Benchmark
    public boolean ed25519() {
        return require(samples.note().verify(samples.noteKey()));
    }

    @Benchmark
    public boolean ed25519Library() throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(samples.platformNoteKey());
        verifier.update(samples.noteText());
        return require(verifier.verify(samples.noteSignature()));
    }

    /** The four validators' seals of a block. */
    @Benchmark
    public Optional<String> seals() {
        Optional<String> defect = QbftSeals.defect(header, validators);
        require(defect.isEmpty());
        return defect;
    }

    /** As many recoveries and addresses, and nothing of the header. */
    @Benchmark
    public int sealsLibrary() throws SignatureException {
        int recovered = 0;
        for (int i = 0; i < validators.size(); i++) {
            BigInteger key = Sign.signedMessageHashToKey(samples.blockHash(), samples.blockSeal());
            if (Keys.getAddress(key).equals(samples.blockSigner())) {
                recovered++;
            }
        }
        require(recovered == validators.size());
        return recovered;
    }

    private static boolean require(boolean valid) {
        if (!valid) {
            throw new IllegalStateException("what is valid was refused");
        }
        return true;
    }

    private static BlockHeader header() {
        Receipt receipt = Receipt.parse(SampleFiles.alone().getFirst());
        String header = receipt.anchor().block().header();
        return BlockHeader.parse(HexFormat.of().parseHex(header.substring("0x".length())));
    }
}
