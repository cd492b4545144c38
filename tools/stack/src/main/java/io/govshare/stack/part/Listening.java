package io.govshare.stack.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether somebody accepts connections on a port of this machine. */
final class Listening {

    private static final int TIMEOUT_MILLIS = 500;

    private Listening() {}

    static boolean on(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
