package dev.engram.internal.outward;

import dev.engram.memory.SecurityTier;
import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.LanguageModel;
import dev.engram.spi.LanguageModelFailedException;
import dev.engram.spi.LanguageModelInfo;
import dev.engram.spi.Prompt;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A host's language model behind the gate. Personal data in a prompt are numbered by kind, and in
 * the answer each placeholder becomes its value again; secrets do not come back.
 *
 * <p>Material that is JSON is worded string by string, so that it stays the same JSON. The
 * instructions are Engram's own and lose secrets alone. Thread-safe as the model is.
 */
public final class OutwardModel implements LanguageModel {
  private final LanguageModel model;
  private final Service service;

  OutwardModel(LanguageModel model, Service service) {
    this.model = model;
    this.service = service;
  }

  @Override
  public LanguageModelInfo model() {
    return model.model();
  }

  @Override
  public Optional<URI> endpoint() {
    return model.endpoint();
  }

  @Override
  public boolean available() {
    return model.available();
  }

  /** Whether a memory's words have to stay here; it is counted if they do. */
  public boolean withholds(String text, SecurityTier tier) {
    Locality place = service.place();
    if (place == Locality.IN_PROCESS || !tier.isSealed()) {
      return false;
    }
    var passage = new Passage(text, tier, Set.of());
    Redaction redaction = service.numbered(place, new Naming.Numbered(List.of(passage)));
    boolean stays = redaction.pass(List.of(passage), true).getFirst().isEmpty();
    if (stays) {
      service.leaving(0, redaction.passing());
    }
    return stays;
  }

  /**
   * Asks, in words that may leave.
   *
   * @throws dev.engram.fault.VaultException {@code E4007} if the prompt cannot be judged; nothing
   *     is sent then
   * @throws LanguageModelFailedException also if a policy keeps the prompt here
   */
  @Override
  public String complete(Prompt prompt) {
    Locality place = service.place();
    if (place == Locality.IN_PROCESS) {
      return model.complete(prompt);
    }
    Quoted quoted = Quoted.in(prompt.user());
    List<Passage> passages = quoted.passages();
    var naming = new Naming.Numbered(passages);
    Redaction redaction = service.numbered(place, naming);
    List<Optional<String>> worded = redaction.pass(passages, false);
    boolean whole = worded.stream().allMatch(Optional::isPresent);
    service.leaving(whole ? 1 : 0, redaction.passing());
    if (!whole) {
      throw new LanguageModelFailedException("a policy keeps the prompt in this process");
    }
    String user = quoted.worded(worded.stream().map(Optional::orElseThrow).iterator());
    String answer =
        model.complete(
            new Prompt(
                service.screened(prompt.system()),
                user,
                prompt.jsonSchema(),
                prompt.maxOutputTokens(),
                prompt.timeout()));
    return restored(answer, naming, prompt.jsonSchema().isPresent());
  }

  private static String restored(String answer, Naming.Numbered naming, boolean json) {
    var out = new StringBuilder(answer.length());
    int[] at = {0};
    Bracketed.each(
        answer,
        (from, to, token) ->
            naming
                .value(token)
                .ifPresent(value -> {
                  out.append(answer, at[0], from).append(json ? escaped(value) : value);
                  at[0] = to;
                }));
    return out.append(answer, at[0], answer.length()).toString();
  }

  /** A value as it stands within a string of JSON. */
  private static String escaped(String value) {
    String quoted = JsonNodeFactory.instance.stringNode(value).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  @Override
  public void close() {
    model.close();
  }
}
