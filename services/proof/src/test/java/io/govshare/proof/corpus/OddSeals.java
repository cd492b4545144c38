package io.govshare.proof.corpus;

import io.govshare.proof.StrictBase64;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Step;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Seals that no key, another key or another agency made. */
final class OddSeals {
    private static final String LOWER_S_ORDER = "1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed";

    private final OddAgency agency;

    OddSeals(OddAgency agency) {
        this.agency = agency;
    }

    void append() {
        String good = agency.statement();
        int dot = good.lastIndexOf('.');
        byte[] seal = StrictBase64.decodeUrl(good.substring(dot + 1));
        for (int bit : new int[] {0, 7, 100, 255, 256, 300, 400, 500, 511}) {
            agency.failing(
                    Step.Name.SEAL,
                    "seal",
                    "bit " + bit + " of the seal turned over",
                    good.substring(0, dot + 1) + StrictBase64.encodeUrl(Hex.flipped(seal, bit)));
        }
        byte[] zero = new byte[64];
        byte[] zeroR = seal.clone();
        System.arraycopy(zero, 0, zeroR, 0, 32);
        byte[] zeroS = seal.clone();
        System.arraycopy(zero, 0, zeroS, 32, 32);
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) -1);
        byte[] swapped = new byte[64];
        System.arraycopy(seal, 32, swapped, 0, 32);
        System.arraycopy(seal, 0, swapped, 32, 32);
        for (byte[] made : List.of(zero, zeroR, zeroS, ones, swapped, beyondOrder(seal))) {
            agency.failing(
                    Step.Name.SEAL,
                    "seal",
                    "a seal that no key made",
                    good.substring(0, dot + 1) + StrictBase64.encodeUrl(made));
        }
        JsonValue.Obj claims = agency.claims("access.granted");
        for (String stranger : List.of("stranger", "stranger-ed")) {
            agency.failing(
                    Step.Name.SEAL,
                    "seal",
                    "sealed with a stranger's key, which it names",
                    agency.sealers().seal(stranger, claims));
            String named = Sealers.header(agency.signer(), false).toString();
            agency.failing(
                    Step.Name.SEAL,
                    "seal",
                    "sealed with a stranger's key in the name of a known one",
                    Sealers.seal(named, claims.toString(), agency.sealers().signer(stranger)));
        }
        JsonValue.Obj header = Sealers.header(agency.signer(), false);
        String other = JsonEdit.text(header, "alg").equals("ES256") ? "EdDSA" : "ES256";
        agency.failing(
                Step.Name.SEAL,
                "seal",
                "the header names the other algorithm",
                Sealers.seal(JsonEdit.set(header, "alg", other).toString(), claims.toString(), agency.signer()));
        agency.failing(
                Step.Name.SEAL,
                "seal",
                "an agency that is not in the trust file",
                agency.seal(JsonEdit.set(claims, "iss", "nobody")));
        String another = agency.code().equals("fiscal") ? "tax" : "fiscal";
        agency.failing(
                Step.Name.SEAL,
                "seal",
                "sealed in the name of another agency",
                agency.seal(JsonEdit.set(claims, "iss", another)));
        String claimed = Sealers.base64(JsonEdit.set(claims, "op", "somebody else"));
        String[] parts = agency.seal(claims).split("\\.", 3);
        agency.failing(
                Step.Name.SEAL, "seal", "claims altered after sealing", parts[0] + '.' + claimed + '.' + parts[2]);
        if (agency.key().equals("tax")) {
            return;
        }
        agency.valid(
                "valid-seal",
                "the other of both values of s, logged in this form",
                good.substring(0, dot + 1) + StrictBase64.encodeUrl(withOtherS(seal)));
    }

    /** The other signature that anybody can make of an ES256 signature: s is replaced by the group's order minus s. */
    static byte[] withOtherS(byte[] seal) {
        BigInteger order = CustomNamedCurves.getByName("secp256r1").getN();
        byte[] other = seal.clone();
        write(order.subtract(new BigInteger(1, seal, 32, 32)), other);
        return other;
    }

    /** The same signature with a multiple of the group's order added to s. */
    private byte[] beyondOrder(byte[] seal) {
        byte[] made = seal.clone();
        if (!agency.key().equals("tax")) {
            BigInteger s = CustomNamedCurves.getByName("secp256r1").getN();
            write(s, made);
            return made;
        }
        byte[] littleEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            littleEndian[i] = seal[63 - i];
        }
        write(new BigInteger(1, littleEndian).add(new BigInteger(LOWER_S_ORDER, 16)), made);
        for (int i = 32; i < 48; i++) {
            byte swap = made[i];
            made[i] = made[95 - i];
            made[95 - i] = swap;
        }
        return made;
    }

    private static void write(BigInteger s, byte[] seal) {
        byte[] bytes = s.toByteArray();
        int length = Math.min(bytes.length, 32);
        Arrays.fill(seal, 32, 64, (byte) 0);
        System.arraycopy(bytes, bytes.length - length, seal, 64 - length, length);
    }
}
