package io.govshare.audit.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of the front-end libraries on the class path, which are part of their addresses. */
record WebjarVersions(String htmx, String echarts) {

    static WebjarVersions onClassPath() {
        return new WebjarVersions(version("htmx.org"), version("echarts"));
    }

    private static String version(String artifact) {
        String path = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        try (InputStream in = WebjarVersions.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the library " + artifact + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
