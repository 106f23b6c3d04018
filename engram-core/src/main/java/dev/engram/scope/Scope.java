package dev.engram.scope;

import dev.engram.fault.InvalidInputException;

/**
 * Who a memory belongs to: one closed set of kinds (spec §11, §12). Every scope has one canonical
 * text that {@link #canonical()} prints and {@link #parse} reads back exactly.
 */
public sealed interface Scope extends Comparable<Scope> {
  /** No canonical text is longer, in UTF-16 units. */
  int LONGEST = "channel:".length() + 3 * ScopeName.MAX_LENGTH + 2;

  /** Seen by every principal of the vault. */
  static Scope global() {
    return new Global();
  }

  /** The canonical text, for example {@code user:rex/discord/42}. */
  String canonical();

  @Override
  default int compareTo(Scope other) {
    return canonical().compareTo(other.canonical());
  }

  /** {@code project:NAME}: all agents of a project. */
  static Scope project(String name) {
    return new Project(name);
  }

  /** {@code squad:NAME}: the members of a squad. */
  static Scope squad(String name) {
    return new Squad(name);
  }

  /** {@code agent:NAME}: one agent alone. */
  static Scope agent(String name) {
    return new Agent(name);
  }

  /** {@code channel:AGENT/CHANNEL}: an agent while it speaks in a channel. */
  static Scope channel(String agent, String channel) {
    return new Channel(agent, channel);
  }

  /** {@code user:AGENT/CHANNEL/USER}: an agent while it speaks with one user of a channel. */
  static Scope user(String agent, String channel, String user) {
    return new User(agent, channel, user);
  }

  /** {@code session:ID}: one session. */
  static Scope session(String id) {
    return new Session(id);
  }

  /** {@code workflow:ID}: one run of a workflow. */
  static Scope workflow(String id) {
    return new Workflow(id);
  }

  /** {@code personal:NAME}: one person, whichever agent serves them. */
  static Scope personal(String name) {
    return new Personal(name);
  }

  /**
   * Reads a canonical text.
   *
   * @throws InvalidInputException if the text is not exactly what {@link #canonical()} prints
   */
  static Scope parse(String text) {
    if (text.equals("global")) {
      return global();
    }
    int colon = text.length() > LONGEST ? -1 : text.indexOf(':');
    if (colon < 0) {
      throw unknown(text.length());
    }
    String[] names = text.substring(colon + 1).split("/", -1);
    return switch (text.substring(0, colon) + names.length) {
      case "project1" -> project(names[0]);
      case "squad1" -> squad(names[0]);
      case "agent1" -> agent(names[0]);
      case "channel2" -> channel(names[0], names[1]);
      case "user3" -> user(names[0], names[1], names[2]);
      case "session1" -> session(names[0]);
      case "workflow1" -> workflow(names[0]);
      case "personal1" -> personal(names[0]);
      default -> throw unknown(text.length());
    };
  }

  private static InvalidInputException unknown(int length) {
    return InvalidInputException.of(
        "scope",
        "of "
            + length
            + " characters is none of: global, project:NAME, squad:NAME, agent:NAME,"
            + " channel:AGENT/CHANNEL, user:AGENT/CHANNEL/USER, session:ID, workflow:ID,"
            + " personal:NAME");
  }

  /** Seen by every principal. */
  record Global() implements Scope {
    @Override
    public String canonical() {
      return "global";
    }
  }

  /** A project. */
  record Project(String name) implements Scope {
    public Project {
      ScopeName.require("scope.project", name);
    }

    @Override
    public String canonical() {
      return "project:" + name;
    }
  }

  /** A squad. */
  record Squad(String name) implements Scope {
    public Squad {
      ScopeName.require("scope.squad", name);
    }

    @Override
    public String canonical() {
      return "squad:" + name;
    }
  }

  /** An agent. */
  record Agent(String name) implements Scope {
    public Agent {
      ScopeName.require("scope.agent", name);
    }

    @Override
    public String canonical() {
      return "agent:" + name;
    }
  }

  /** An agent in a channel. */
  record Channel(String agent, String channel) implements Scope {
    public Channel {
      ScopeName.require("scope.agent", agent);
      ScopeName.require("scope.channel", channel);
    }

    @Override
    public String canonical() {
      return "channel:" + agent + "/" + channel;
    }
  }

  /** An agent with one user of a channel. */
  record User(String agent, String channel, String user) implements Scope {
    public User {
      ScopeName.require("scope.agent", agent);
      ScopeName.require("scope.channel", channel);
      ScopeName.require("scope.user", user);
    }

    @Override
    public String canonical() {
      return "user:" + agent + "/" + channel + "/" + user;
    }
  }

  /** A session. */
  record Session(String id) implements Scope {
    public Session {
      ScopeName.require("scope.session", id);
    }

    @Override
    public String canonical() {
      return "session:" + id;
    }
  }

  /** A run of a workflow. */
  record Workflow(String id) implements Scope {
    public Workflow {
      ScopeName.require("scope.workflow", id);
    }

    @Override
    public String canonical() {
      return "workflow:" + id;
    }
  }

  /** A person. */
  record Personal(String name) implements Scope {
    public Personal {
      ScopeName.require("scope.personal", name);
    }

    @Override
    public String canonical() {
      return "personal:" + name;
    }
  }
}
