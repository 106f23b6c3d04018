/** Sentence embedders that run inside this process, on ONNX Runtime; no text leaves it. */
@NullMarked
package dev.engram.onnx;

import org.jspecify.annotations.NullMarked;
