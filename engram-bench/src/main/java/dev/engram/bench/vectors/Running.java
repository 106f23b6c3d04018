package dev.engram.bench.vectors;

import dev.engram.bench.vectors.contender.IndexContender;
import dev.engram.bench.vectors.contender.IndexKind;
import dev.engram.bench.vectors.contender.Place;

/**
 * One of Engram's indexes, filled.
 *
 * @param kind what it is
 * @param contender the index
 * @param place what it was made with
 * @param before what the process held before it was made
 */
record Running(IndexKind kind, IndexContender contender, Place place, ProcessMemory before) {}
