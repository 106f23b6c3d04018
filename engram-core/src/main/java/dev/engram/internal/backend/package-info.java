/** Outside vector stores: kept in step, asked within limits, never believed. */
@NullMarked
package dev.engram.internal.backend;

import org.jspecify.annotations.NullMarked;
