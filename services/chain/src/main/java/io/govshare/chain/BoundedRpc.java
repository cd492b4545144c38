package io.govshare.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.web3j.protocol.http.HttpService;

/**
 * JSON-RPC over HTTP with an end to everything: requests in flight, time, and the size of an answer. Virtual threads
 * make callers cheap; without the semaphore a thousand of them would reach the validator at once.
 */
final class BoundedRpc extends HttpService {
    /** A block of 30 million gas with its transaction hashes stays below 200 KB. */
    private static final long MAX_ANSWER = 8L * 1024 * 1024;

    private final Semaphore permits;
    private final Duration patience;

    BoundedRpc(ChainSettings settings) {
        super(settings.url().toString(), client(settings), false);
        this.permits = new Semaphore(settings.concurrency(), true);
        this.patience = settings.callTimeout();
    }

    private static OkHttpClient client(ChainSettings settings) {
        return new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.callTimeout())
                .writeTimeout(settings.callTimeout())
                .callTimeout(settings.callTimeout())
                .followRedirects(false)
                .addInterceptor(BoundedRpc::limitAnswer)
                .build();
    }

    @Override
    protected InputStream performIO(String payload) throws IOException {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedIOException("no free connection to the chain within " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a connection to the chain");
        }
        try {
            return super.performIO(payload);
        } finally {
            permits.release();
        }
    }

    private static Response limitAnswer(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody body = response.body();
        ForwardingSource limited = new ForwardingSource(body.source()) {
            private long seen;

            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long read = super.read(sink, byteCount);
                seen += Math.max(read, 0);
                if (seen > MAX_ANSWER) {
                    throw new IOException("the chain's answer exceeds " + MAX_ANSWER + " bytes");
                }
                return read;
            }
        };
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(limited), body.contentType(), body.contentLength()))
                .build();
    }
}
