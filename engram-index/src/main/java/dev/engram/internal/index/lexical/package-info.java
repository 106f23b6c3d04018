/** Where the words of memories stand: by Lucene, held in RAM, filtered inside, saved as files. */
@NullMarked
package dev.engram.internal.index.lexical;

import org.jspecify.annotations.NullMarked;
