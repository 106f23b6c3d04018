package dev.engram.query;

/**
 * What one signal said of a memory.
 *
 * @param signal the signal's name: {@code lexical}, {@code semantic} and so on
 * @param rank the memory's rank in the signal, from 1
 * @param score the signal's own score
 * @param contribution what the signal added to the memory's final score
 */
public record Evidence(String signal, int rank, double score, double contribution) {}
