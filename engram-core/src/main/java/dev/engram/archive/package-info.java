/** What leaves a vault as a file and what comes into it from one: requests, options, reports. */
@NullMarked
package dev.engram.archive;

import org.jspecify.annotations.NullMarked;
