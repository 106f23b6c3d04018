/** Embeds and answers with models served by Ollama, on this machine or another. */
@NullMarked
package dev.engram.ollama;

import org.jspecify.annotations.NullMarked;
