package dev.engram.bench.peer;

import dev.engram.bench.synthetic.SyntheticCorpus.Item;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;
import java.util.Optional;

/** LangChain4j's store in memory: vectors alone, nothing durable. For one thread. */
public final class InMemoryStore {
  private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();

  /** Adds an item. */
  public void add(Item item, float[] vector) {
    store.add(
        Embedding.from(vector),
        TextSegment.from(item.text(), Metadata.from("agent", item.agent())));
  }

  /** The texts of the best ten. */
  public List<String> search(float[] vector, Optional<String> agent) {
    var request =
        EmbeddingSearchRequest.builder().queryEmbedding(Embedding.from(vector)).maxResults(10);
    agent.ifPresent(
        name -> request.filter(MetadataFilterBuilder.metadataKey("agent").isEqualTo(name)));
    return store.search(request.build()).matches().stream()
        .map(match -> match.embedded().text())
        .toList();
  }
}
