/**
 * The controlled vocabularies of the EU's Publications Office that catalogues share,
 * and the dates of XML Schema, beside what others write instead.
 */
@NullMarked
package io.govshare.catalog.vocabulary;

import org.jspecify.annotations.NullMarked;
