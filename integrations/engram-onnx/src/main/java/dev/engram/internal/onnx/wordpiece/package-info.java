/**
 * BERT's WordPiece tokenizer, read from a model's {@code tokenizer.json}.
 *
 * <p>Not API. Written here because the native alternative unpacks a library into the user's home
 * directory and adds 19 MB; a test compares the two token for token.
 */
@NullMarked
package dev.engram.internal.onnx.wordpiece;

import org.jspecify.annotations.NullMarked;
