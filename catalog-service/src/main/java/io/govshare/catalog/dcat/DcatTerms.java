package io.govshare.catalog.dcat;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** The terms of DCAT-AP 3 that are understood. */
final class DcatTerms {

    private static final String DCAT = "http://www.w3.org/ns/dcat#";
    private static final String DCT = "http://purl.org/dc/terms/";

    static final Node TYPE = NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    static final Node DATASET = dcat("Dataset");
    static final Node GEOMETRY = NodeFactory.createURI("http://www.w3.org/ns/locn#geometry");
    static final Node NAME = NodeFactory.createURI("http://xmlns.com/foaf/0.1/name");

    static final String ACCESS_RIGHT = "http://publications.europa.eu/resource/authority/access-right/";

    private DcatTerms() {}

    static Node dcat(String name) {
        return NodeFactory.createURI(DCAT + name);
    }

    static Node dct(String name) {
        return NodeFactory.createURI(DCT + name);
    }

    /** A predicate in the short form that catalogues use, such as {@code dct:title}. */
    static String shortName(Node predicate) {
        String uri = predicate.getURI();
        return uri.startsWith(DCAT)
                ? "dcat:" + uri.substring(DCAT.length())
                : uri.startsWith(DCT) ? "dct:" + uri.substring(DCT.length()) : uri;
    }
}
