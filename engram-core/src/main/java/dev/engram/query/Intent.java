package dev.engram.query;

/** What a question wants done, of which one question may want several (spec §40). */
public enum Intent {
  /** One particular thing: "What is the port of the staging server?" */
  LOOKUP,
  /** Whatever there is about a matter: "What do I know about deployment?" */
  EXPLORATORY,
  /** Two things side by side: "How does Kafka differ from RabbitMQ?" */
  COMPARATIVE,
  /** What was at some time: "What happened last week?" */
  TEMPORAL,
  /** How something is done: "How do I rotate the keys?" */
  PROCEDURAL,
  /** Why something is as it is: "Why did the build break?" */
  CAUSAL,
  /** All about one person or thing: "Who is Ana?" */
  ENTITY
}
