package dev.engram.archive;

/**
 * What was exported.
 *
 * @param memories how many memories
 * @param edges how many links among them
 * @param unreadable how many were left out because their seal is broken
 */
public record ExportReport(int memories, int edges, int unreadable) {}
