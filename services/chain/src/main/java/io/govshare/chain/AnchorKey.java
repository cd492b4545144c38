package io.govshare.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;
import org.web3j.protocol.ObjectMapperFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * The key that signs anchors, in this process. At rest it lies in a Web3 Secret Storage file (scrypt and AES), which every
 * Ethereum tool can open with the password; the file is readable by its owner only.
 */
public final class AnchorKey implements AnchorSigner {
    /** scrypt with 32 MB and some 100 ms: enough behind a generated password, and it fits a small heap. */
    private static final int SCRYPT_N = 1 << 15;

    private static final int SCRYPT_P = 1;
    private static final ObjectMapper JSON = ObjectMapperFactory.getObjectMapper();
    private static final int PRIVATE_KEY_BYTES = 32;

    private final Credentials credentials;

    private AnchorKey(ECKeyPair pair) {
        this.credentials = Credentials.create(pair);
    }

    public static AnchorKey generate() {
        return generate(new SecureRandom());
    }

    /** @param random given by tests that want the same key each time */
    public static AnchorKey generate(SecureRandom random) {
        while (true) {
            byte[] candidate = new byte[PRIVATE_KEY_BYTES];
            random.nextBytes(candidate);
            BigInteger secret = new BigInteger(1, candidate);
            if (secret.signum() > 0 && secret.compareTo(Sign.CURVE_PARAMS.getN()) < 0) {
                return new AnchorKey(ECKeyPair.create(secret));
            }
        }
    }

    /**
     * Opens the file, or creates it with a new key when there is none. Of two processes that create it at once, both
     * end up with the same key.
     *
     * @throws IllegalArgumentException when the file is no keystore or the password does not open it
     */
    public static AnchorKey loadOrCreate(Path file, String password) {
        try {
            if (Files.notExists(file)) {
                create(file, password);
            }
            WalletFile stored = JSON.readValue(Files.readString(file), WalletFile.class);
            if (stored == null || stored.getCrypto() == null) {
                throw new IllegalArgumentException("anchor key " + file + " is no Web3 Secret Storage file");
            }
            return new AnchorKey(Wallet.decrypt(password, stored));
        } catch (CipherException | JacksonException e) {
            throw new IllegalArgumentException("anchor key " + file + " cannot be opened: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("anchor key " + file, e);
        }
    }

    private static void create(Path file, String password) throws IOException, CipherException {
        WalletFile wallet = Wallet.create(password, generate().credentials.getEcKeyPair(), SCRYPT_N, SCRYPT_P);
        byte[] content = JSON.writeValueAsBytes(wallet);
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, ".anchor-key", ".tmp", ownerOnly());
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            // A link fails where somebody was faster, a move would replace his key. Where the file system has no
            // links, one process at a time is the operator's promise.
            try {
                Files.createLink(file, fresh);
            } catch (UnsupportedOperationException e) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException e) {
                return; // the caller reads the other one's key
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
        forceFolders(file);
    }

    /** After a power failure the file is there only when its name is, which is an entry of its folder, and so on. */
    private static void forceFolders(Path file) throws IOException {
        if (!isPosix()) {
            return; // elsewhere folders cannot be opened
        }
        for (Path folder = file.toAbsolutePath().getParent();
                folder != null && Files.isReadable(folder);
                folder = folder.getParent()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public String address() {
        return credentials.getAddress();
    }

    @Override
    public SignedTransaction sign(UnsignedTransaction transaction) {
        return SignedTransaction.of(
                transaction.nonce(),
                TransactionEncoder.signMessage(transaction.raw(), transaction.chainId(), credentials));
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public String toString() {
        return "AnchorKey[" + address() + "]";
    }
}
