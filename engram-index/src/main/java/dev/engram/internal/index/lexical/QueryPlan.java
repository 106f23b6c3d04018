package dev.engram.internal.index.lexical;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A Lucene query built term by term. Of the terms that the index knows, the rarest are used.
 *
 * @param query matches documents that hold a term at least and pass the filter
 * @param usedTerms how many terms it is made of; with none it matches nothing
 * @param droppedTerms how many terms that may have matched were left out
 */
record QueryPlan(Query query, int usedTerms, int droppedTerms) {
  /** The most terms a query is made of. */
  static final int MOST_TERMS = 64;

  /** A term in the fields that hold it. */
  private record Known(String term, List<Query> fields, int docFreq) {}

  static QueryPlan of(QueryWords words, Scoring scoring, Query filter, LiveSearcher searcher)
      throws IOException {
    var fields = fields(scoring.weights());
    var known = new ArrayList<Known>();
    for (String term : words.terms()) {
      var found = known(term, fields, searcher);
      if (found.docFreq > 0) {
        known.add(found);
      }
    }
    int dropped = words.unread() + Math.max(0, known.size() - MOST_TERMS);
    known.sort(Comparator.comparingInt(Known::docFreq).thenComparing(Known::term));
    var used = known.subList(0, Math.min(MOST_TERMS, known.size()));
    var query = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1);
    for (var term : used) {
      combined(term.fields, scoring.combination()).forEach(each -> query.add(each, Occur.SHOULD));
    }
    if (scoring.proximity().weight() > 0) {
      words.pairs().forEach(pair -> query.add(near(pair, scoring.proximity()), Occur.SHOULD));
    }
    query.add(filter, Occur.FILTER);
    return new QueryPlan(query.build(), used.size(), dropped);
  }

  /** At most {@link #MOST_TERMS} terms, the rarest in the text field, in their given order. */
  static List<String> rarest(List<String> terms, Snapshot snapshot) throws IOException {
    if (terms.size() <= MOST_TERMS) {
      return terms;
    }
    record Counted(String term, int documents) {}
    var counted = new ArrayList<Counted>(terms.size());
    for (String term : terms) {
      int documents = snapshot.reader().docFreq(new Term(Schema.TEXT, term));
      counted.add(new Counted(term, documents == 0 ? Integer.MAX_VALUE : documents));
    }
    var rare =
        counted.stream()
            .sorted(Comparator.comparingInt(Counted::documents))
            .limit(MOST_TERMS)
            .map(Counted::term)
            .collect(Collectors.toSet());
    return terms.stream().filter(rare::contains).toList();
  }

  private record Weighted(String field, float weight) {}

  private static List<Weighted> fields(FieldWeights weights) {
    var fields =
        new ArrayList<>(
            List.of(
                new Weighted(Schema.TEXT, weights.text()),
                new Weighted(Schema.CONTEXT, weights.context()),
                new Weighted(Schema.WHO, weights.who()),
                new Weighted(Schema.WHEN, weights.when())));
    fields.removeIf(field -> field.weight == 0);
    return fields;
  }

  private static Known known(String text, List<Weighted> fields, LiveSearcher searcher)
      throws IOException {
    var queries = new ArrayList<Query>(fields.size());
    int most = 0;
    for (var field : fields) {
      var term = new Term(field.field, text);
      var states = TermStates.build(searcher, term, true);
      int docFreq = searcher.docFreq(term, states);
      if (docFreq > 0) {
        queries.add(new BoostQuery(new TermQuery(term, states), field.weight));
        most = Math.max(most, docFreq);
      }
    }
    return new Known(text, queries, most);
  }

  private static List<Query> combined(List<Query> fields, FieldCombination combination) {
    return switch (combination) {
      case SUM -> fields;
      case BEST -> List.of(new DisjunctionMaxQuery(fields, 0));
    };
  }

  private static Query near(QueryWords.Pair pair, Proximity proximity) {
    var phrase = new PhraseQuery(proximity.window(), Schema.TEXT, pair.first(), pair.second());
    return new BoostQuery(phrase, proximity.weight());
  }
}
