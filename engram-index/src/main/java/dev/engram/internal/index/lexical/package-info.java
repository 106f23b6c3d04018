/** Full-text search over memories: BM25 by Lucene, held in RAM, filtered inside, saved as files. */
@NullMarked
package dev.engram.internal.index.lexical;

import org.jspecify.annotations.NullMarked;
