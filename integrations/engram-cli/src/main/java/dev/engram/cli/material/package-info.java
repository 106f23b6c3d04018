/** What is to be remembered, read from arguments, standard input and files. */
@NullMarked
package dev.engram.cli.material;

import org.jspecify.annotations.NullMarked;
