package dev.engram.internal.capture.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.engram.internal.capture.word.HostileTexts;
import dev.engram.memory.EntityType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
  private static final Mentions MENTIONS = new Mentions();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I moved to Porto with Ana. | Porto | LOCATION",
        "I moved to Porto with Ana. | Ana | PERSON",
        "She works at Acme Corp. | Acme Corp | ORGANIZATION",
        "He studied at the University of Lisbon. | University of Lisbon | ORGANIZATION",
        "We run it on k8s. | Kubernetes | TECHNOLOGY",
        "I write Go code all day. | Go | TECHNOLOGY",
        "Look into src/main/App.java first. | src/main/App.java | FILE",
        "The payment-service is down. | payment-service | SERVICE",
        "Project Apollo is late. | Apollo | PROJECT",
        "the Apollo project is late. | Apollo | PROJECT",
        "I told Dr. Emily Chen. | Dr. Emily Chen | PERSON",
        "have you read \"The Long Way Home\"? | The Long Way Home | CONCEPT",
        "the column user_id is empty | user_id | CONCEPT",
        "i live in porto now | Porto | LOCATION",
        "my brother marco called | Marco | PERSON",
        "J.K. Rowling wrote it. | J.K. Rowling | UNKNOWN",
        "We hiked in the Rocky Mountains. | Rocky Mountains | LOCATION",
      })
  void findsANameAndItsType(String text, String name, EntityType type) {
    assertThat(in(text)).extracting(Mention::name, Mention::type).contains(tuple(name, type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Monday in March I learn French for Christmas.",
        "Will you come? May I ask? Could we go there?",
        "Thanks! Great idea. Sounds good. I think so.",
        "Let us go and see. Gardening is fun.",
        "## Define Your Goals\n- **Measure Success**\n1. Install it",
        "WOW THIS IS SO GOOD, I CANNOT BELIEVE IT",
        "Ich habe gestern mit dem Hund und der Katze im Garten gespielt und das war schön",
        "my sister is here",
      })
  void findsNoNameWhereThereIsNone(String text) {
    assertThat(in(text)).extracting(Mention::name).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Robert (Bob) is here. | Robert | Bob",
        "We use Kubernetes, aka k8s, here. | Kubernetes | k8s",
        "I met my sister Ana. | Ana | Leo's sister",
        "Ana, my sister, is here. | Ana | Leo's sister",
        "I like Porto, also known as Oporto. | Porto | Oporto",
      })
  void readsAliasesInApposition(String text, String name, String alias) {
    assertThat(in(text))
        .extracting(Mention::name, Mention::alias)
        .contains(tuple(name, Optional.of(alias)));
  }

  @Test
  void anAliasOfNobodysSisterStaysMine() {
    assertThat(MENTIONS.in("I met my sister Ana.", Optional.of("user"), Optional.empty()))
        .extracting(Mention::alias)
        .containsExactly(Optional.of("my sister"));
  }

  @Test
  void aCapitalElsewhereProvesAnOpeningWord() {
    assertThat(in("Zyntera costs more. We like Zyntera."))
        .extracting(Mention::normal)
        .containsExactly("zyntera", "zyntera");
  }

  @Test
  void placesThatAreNamesToo() {
    assertThat(in("We stayed in Paris. Then we met Paris Hilton."))
        .extracting(Mention::name, Mention::type)
        .containsExactly(
            tuple("Paris", EntityType.LOCATION), tuple("Paris Hilton", EntityType.PERSON));
  }

  @Test
  void aSpeakersNameIsKnown() {
    assertThat(MENTIONS.in("Zork, come here", Optional.of("Ana"), Optional.of("Zork")))
        .extracting(Mention::type)
        .containsExactly(EntityType.PERSON);
  }

  @Test
  void spansCoverTheNamesAndNeverOverlap() {
    String text = "Ana's friend Bob Miller from Lyon likes Kubernetes' docs, Dr. Emily Chen's too.";
    int end = 0;
    for (Mention mention : in(text)) {
      assertThat(mention.span().start()).isGreaterThanOrEqualTo(end);
      end = mention.span().end();
      assertThat(mention.span().of(text)).isEqualTo(mention.name());
    }
  }

  @Test
  void survivesAnyText() {
    for (String text : HostileTexts.small()) {
      assertThat(in(text).size()).isLessThanOrEqualTo(Mentions.MOST);
    }
  }

  @Test
  void takesLinearTimeOnExcess() {
    for (String text : HostileTexts.large(300_000)) {
      long start = System.nanoTime();
      assertThat(in(text).size()).isLessThanOrEqualTo(Mentions.MOST);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static List<Mention> in(String text) {
    return MENTIONS.in(text, Optional.of("Leo"), Optional.empty());
  }
}
