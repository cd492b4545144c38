/** The controlled vocabularies of the EU's Publications Office that catalogues share, beside what others write instead. */
@NullMarked
package io.govshare.catalog.vocabulary;

import org.jspecify.annotations.NullMarked;
