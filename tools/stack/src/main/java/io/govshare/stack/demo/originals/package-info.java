/**
 * Full original files, as their publishers gave them out, turned into a folder of the same form as the samples. What
 * becomes of which column says {@code samples/originals.json}; the datasets, schemas and layers are those of the samples.
 */
@NullMarked
package io.govshare.stack.demo.originals;

import org.jspecify.annotations.NullMarked;
