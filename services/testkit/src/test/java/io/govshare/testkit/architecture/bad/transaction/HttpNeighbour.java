package io.govshare.testkit.architecture.bad.transaction;

import org.springframework.web.client.RestClient;

/** Asks over the network. */
class HttpNeighbour implements Neighbour {

    private final RestClient client;

    HttpNeighbour(RestClient client) {
        this.client = client;
    }

    @Override
    public String ask(String question) {
        return String.valueOf(client.get().uri(question).retrieve().body(String.class));
    }
}
