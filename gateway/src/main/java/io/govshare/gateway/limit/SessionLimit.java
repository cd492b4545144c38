package io.govshare.gateway.limit;

import org.apache.catalina.session.StandardManager;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Bounds the sessions, since each login attempt opens one. */
@Component
class SessionLimit implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final LimitProperties limits;

    SessionLimit(LimitProperties limits) {
        this.limits = limits;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            StandardManager manager = new StandardManager();
            manager.setMaxActiveSessions(limits.sessions());
            context.setManager(manager);
        });
    }
}
