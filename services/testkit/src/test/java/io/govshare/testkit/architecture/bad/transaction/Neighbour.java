package io.govshare.testkit.architecture.bad.transaction;

/** Another service, as this one sees it. */
interface Neighbour {

    String ask(String question);
}
