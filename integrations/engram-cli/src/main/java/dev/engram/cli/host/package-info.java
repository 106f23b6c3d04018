/** The world around the command: streams, terminal, environment, models. */
@NullMarked
package dev.engram.cli.host;

import org.jspecify.annotations.NullMarked;
