package dev.engram.bench.figure;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints figures, aligned or as JSON, with where they were taken.
 *
 * @param setting where and how: machine, Java, flags, seed and so on, in order
 * @param figures in order
 */
public record FigureTable(Map<String, String> setting, List<Figure> figures) {
  public FigureTable {
    figures = List.copyOf(figures);
  }

  /** For people. A ratio above 1 says how many times better Engram is than the peer. */
  public void print(PrintStream out) {
    setting.forEach((name, value) -> out.printf("%-10s %s%n", name, value));
    out.println();
    int width = figures.stream().mapToInt(figure -> figure.what().length()).max().orElse(0);
    String line = "%-10s %-" + width + "s %12s %-4s %-18s %s";
    out.println(String.format(line, "part", "what", "engram", "", "promised", "peers").strip());
    for (Figure figure : figures) {
      out.println(
          String.format(
                  line,
                  figure.part(),
                  figure.what(),
                  number(figure.value()),
                  figure.unit().label(),
                  promise(figure),
                  peers(figure))
              .stripTrailing());
    }
  }

  private static String promise(Figure figure) {
    if (figure.promised().isEmpty()) {
      return "";
    }
    double bound = figure.promised().getAsDouble();
    return number(bound) + (figure.unit().keeps(figure.value(), bound) ? " kept" : " MISSED");
  }

  private static String peers(Figure figure) {
    return figure.peers().stream()
        .map(peer ->
            String.format(
                Locale.ROOT,
                "%s %s (%.2fx)",
                peer.peer(),
                number(peer.value()),
                figure.unit().ratio(figure.value(), peer.value())))
        .collect(Collectors.joining(", "));
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f";
    return size == Math.rint(size) && size < 1e15
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, format, value);
  }

  /** For programs. */
  public String json() {
    var json = JsonMapper.builder().build();
    ObjectNode root = json.createObjectNode();
    ObjectNode where = root.putObject("setting");
    setting.forEach(where::put);
    var list = root.putArray("figures");
    for (Figure figure : figures) {
      ObjectNode one = list.addObject();
      one.put("part", figure.part()).put("what", figure.what());
      one.put("unit", figure.unit().label()).put("value", figure.value());
      figure.promised().ifPresent(bound -> one.put("promised", bound));
      ObjectNode peers = one.putObject("peers");
      figure.peers().forEach(peer -> peers.put(peer.peer(), peer.value()));
    }
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
