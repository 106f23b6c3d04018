package dev.engram.security;

import dev.engram.WordEmbedder;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.LanguageModel;
import dev.engram.spi.LanguageModelInfo;
import dev.engram.spi.Prompt;
import dev.engram.spi.Reranker;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Services outside of this process that write down every word they are sent. */
final class Overheard {
  private final List<String> words = Collections.synchronizedList(new ArrayList<>());
  private final Locality place;
  private final Optional<URI> endpoint;

  /** Where they say they are, and by which address. */
  Overheard(Locality place, Optional<URI> endpoint) {
    this.place = place;
    this.endpoint = endpoint;
  }

  static Overheard remote() {
    return new Overheard(Locality.REMOTE, Optional.of(URI.create("https://models.example/v1")));
  }

  static Overheard local() {
    return new Overheard(Locality.LOCAL_SERVICE, Optional.of(URI.create("http://127.0.0.1:11434")));
  }

  /** Everything that was sent, in order. */
  List<String> words() {
    return List.copyOf(words);
  }

  Embedder embedder(String id) {
    var embedder = new WordEmbedder(id, 32);
    EmbeddingModel own = embedder.model();
    var model = new EmbeddingModel(own.id(), own.dimension(), own.maxTokens(), own.metric(), place);
    return new Embedder() {
      @Override
      public EmbeddingModel model() {
        return model;
      }

      @Override
      public Optional<URI> endpoint() {
        return endpoint;
      }

      @Override
      public List<float[][]> embedDocuments(List<String> texts) {
        words.addAll(texts);
        return embedder.embedDocuments(texts);
      }

      @Override
      public float[] embedQuery(String text) {
        words.add(text);
        return embedder.embedQuery(text);
      }

      @Override
      public boolean available() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  LanguageModel languageModel(UnaryOperator<String> answer) {
    return new LanguageModel() {
      @Override
      public LanguageModelInfo model() {
        return new LanguageModelInfo("scripted", 8_192, place);
      }

      @Override
      public Optional<URI> endpoint() {
        return endpoint;
      }

      @Override
      public String complete(Prompt prompt) {
        words.add(prompt.system());
        words.add(prompt.user());
        return answer.apply(prompt.user());
      }

      @Override
      public boolean available() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  Reranker reranker() {
    return new Reranker() {
      @Override
      public Locality locality() {
        return place;
      }

      @Override
      public Optional<URI> endpoint() {
        return endpoint;
      }

      @Override
      public double[] score(String question, List<String> texts) {
        words.add(question);
        words.addAll(texts);
        return texts.stream().mapToDouble(text -> -text.length()).toArray();
      }

      @Override
      public boolean available() {
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
