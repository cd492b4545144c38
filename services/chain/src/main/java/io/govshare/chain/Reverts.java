package io.govshare.chain;

import io.govshare.chain.contract.AnchorRegistry;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.datatypes.CustomError;

/** Turns the bytes with which the contract refuses into words. */
final class Reverts {
    private static final int SELECTOR = "0x12345678".length();

    private static final List<CustomError> ERRORS = List.of(
            AnchorRegistry.ALREADYOPEN_ERROR,
            AnchorRegistry.NOTOPEN_ERROR,
            AnchorRegistry.FOREIGNSENDER_ERROR,
            AnchorRegistry.EMPTYHEAD_ERROR,
            AnchorRegistry.SHRINKS_ERROR,
            AnchorRegistry.FORKS_ERROR,
            AnchorRegistry.NOTANEXTENSION_ERROR);

    private Reverts() {}

    /** For example {@code Shrinks(0x6c…, 12, 8)}. */
    static String reason(@Nullable String data) {
        if (data == null || data.length() < SELECTOR) {
            return "reverted without a reason";
        }
        for (CustomError error : ERRORS) {
            if (CustomErrorEncoder.encode(error).startsWith(data.substring(0, SELECTOR))) {
                return Quoted.of(
                        FunctionReturnDecoder.decode("0x" + data.substring(SELECTOR), error.getParameters()).stream()
                                .map(parameter -> text(parameter.getValue()))
                                .collect(Collectors.joining(", ", error.getName() + "(", ")")));
            }
        }
        return "reverted with " + Quoted.of(data);
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? Hex.of(bytes) : String.valueOf(value);
    }
}
