package io.govshare.proof.seal;

import java.security.KeyPair;

class JcaSignerUnitTests extends SignerContractTests {

    @Override
    Signer signer(KeyPair keys) {
        return new JcaSigner(keys);
    }
}
