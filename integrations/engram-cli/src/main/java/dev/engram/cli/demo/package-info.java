/** The demonstration: a conversation is remembered, asked about, and looked for in the file. */
@NullMarked
package dev.engram.cli.demo;

import org.jspecify.annotations.NullMarked;
