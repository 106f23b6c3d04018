package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Verbs;

/**
 * The immutable parts that read sentences, made once and shared by all threads.
 *
 * @param lexicon sets of words
 * @param verbs verb forms
 * @param chunker tokens to chunks
 * @param clauses chunks to clauses
 * @param complements what follows a verb
 * @param names noun phrases to names
 * @param rejections what is no fact
 * @param changes what a clause says about an earlier state
 * @param categories facts to categories
 * @param instructions what an assistant is told to do
 * @param ellipsis what notes leave out
 */
record Grammar(
    Lexicon lexicon,
    Verbs verbs,
    Chunker chunker,
    Clauses clauses,
    Complements complements,
    Names names,
    Rejections rejections,
    Changes changes,
    Categories categories,
    Instructions instructions,
    Ellipsis ellipsis) {
  static Grammar of(Verbs verbs) {
    Lexicon lexicon = new Lexicon();
    return new Grammar(
        lexicon,
        verbs,
        new Chunker(verbs, new VerbGroups(verbs, lexicon)),
        new Clauses(lexicon),
        new Complements(lexicon),
        new Names(lexicon),
        new Rejections(lexicon),
        new Changes(lexicon),
        new Categories(lexicon),
        new Instructions(verbs),
        new Ellipsis(verbs));
  }
}
