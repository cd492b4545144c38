package io.govshare.catalog.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses of a name, as whoever owns the name says at this moment. */
@FunctionalInterface
interface HostLookup {

    InetAddress[] lookUp(String host) throws UnknownHostException;
}
