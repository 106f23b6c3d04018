/** How results are shown: tables, wrapped text, colour, JSON. */
@NullMarked
package dev.engram.cli.text;

import org.jspecify.annotations.NullMarked;
