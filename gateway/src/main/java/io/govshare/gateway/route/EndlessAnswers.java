package io.govshare.gateway.route;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Hangs up on a service when the reader of its events has gone. The client's own way is to read an answer to its end, to
 * keep the connection; a stream of events would so be read for nobody, and counted as open by the service, until it ends
 * by itself.
 */
final class EndlessAnswers implements ExecChainHandler {

    private static final ContentType EVENTS = ContentType.TEXT_EVENT_STREAM;

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null && EVENTS.isSameMimeType(ContentType.parseLenient(entity.getContentType()))) {
            response.setEntity(new Abandonable(entity, scope.execRuntime));
        }
        return response;
    }

    private static final class Abandonable extends HttpEntityWrapper {

        private final ExecRuntime connection;

        private Abandonable(HttpEntity entity, ExecRuntime connection) {
            super(entity);
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(super.getContent()) {

                @Override
                public void close() {
                    // Nothing happens when the stream has come to its end: the connection is given back by then.
                    connection.discardEndpoint();
                }
            };
        }
    }
}
