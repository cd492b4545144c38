package io.govshare.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each record's hash in a transaction of its own, stored by the smallest contract that can:
 * {@code sstore(calldataload(0), timestamp())}. Signed beforehand and sent in batches, so that only the chain is measured.
 */
final class OneTransactionPerRecord {

    // CALLDATASIZE is not checked, no event is written: nothing a real contract does could make it cheaper.
    // PUSH7 <PUSH1 0 CALLDATALOAD TIMESTAMP SWAP1 SSTORE STOP> PUSH1 0 MSTORE PUSH1 7 PUSH1 25 RETURN
    private static final String CREATION = "0x66" + "60003542905500" + "600052" + "6007" + "6019" + "f3";
    private static final long GAS = 50_000;
    private static final int BATCH = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI node;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Credentials sender;
    private final long chainId;

    OneTransactionPerRecord(URI node) throws IOException, InterruptedException, GeneralSecurityException {
        this.node = node;
        this.sender = Credentials.create(Keys.createEcKeyPair());
        this.chainId = number(ask("eth_chainId", "[]"));
    }

    double recordsPerSecond(int records) throws IOException, InterruptedException {
        String creation = ask("eth_sendRawTransaction", "[\"" + signed(0, "", CREATION) + "\"]")
                .asString();
        awaitNonce(1);
        String contract = ask("eth_getTransactionReceipt", "[\"" + creation + "\"]")
                .path("contractAddress")
                .asString();
        List<String> requests = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < records; i++) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            requests.add("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":[\""
                    + signed(1 + i, contract, Numeric.toHexString(hash)) + "\"]}");
        }
        long started = System.nanoTime();
        for (int i = 0; i < records; i += BATCH) {
            JsonNode answers = post(requests.subList(i, Math.min(records, i + BATCH)).stream()
                    .collect(Collectors.joining(",", "[", "]")));
            for (JsonNode answer : answers) {
                if (!answer.path("error").isMissingNode()) {
                    throw new IllegalStateException("the node refused: " + answer.path("error"));
                }
            }
        }
        awaitNonce(1 + records);
        return records / ((System.nanoTime() - started) / 1e9);
    }

    /** How many such transactions a block's gas limit admits: 21,000 + calldata + a fresh storage slot. */
    double recordsPerBlock() throws IOException, InterruptedException {
        double gasLimit =
                number(ask("eth_getBlockByNumber", "[\"latest\",false]").path("gasLimit"));
        double gasUsed = 21_000 + 32 * 16 + 22_100;
        return gasLimit / gasUsed;
    }

    private String signed(long nonce, String to, String data) {
        RawTransaction transaction = RawTransaction.createTransaction(
                BigInteger.valueOf(nonce),
                BigInteger.ZERO,
                BigInteger.valueOf(to.isEmpty() ? 10 * GAS : GAS),
                to,
                BigInteger.ZERO,
                data);
        return Numeric.toHexString(TransactionEncoder.signMessage(transaction, chainId, sender));
    }

    private void awaitNonce(long nonce) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (number(ask("eth_getTransactionCount", "[\"" + sender.getAddress() + "\",\"latest\"]")) < nonce) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the chain took too long");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private JsonNode ask(String method, String parameters) throws IOException, InterruptedException {
        JsonNode answer =
                post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + parameters + "}");
        if (answer.path("result").isMissingNode()) {
            throw new IllegalStateException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private JsonNode post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static long number(JsonNode hex) {
        return Numeric.decodeQuantity(hex.asString()).longValueExact();
    }
}
