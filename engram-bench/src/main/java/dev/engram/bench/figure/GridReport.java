package dev.engram.bench.figure;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Grids, with where they were measured.
 *
 * @param setting where and how, in order
 * @param grids in order
 */
public record GridReport(Map<String, String> setting, List<Grid> grids) {
  public GridReport {
    grids = List.copyOf(grids);
  }

  /** For people. */
  public void print(PrintStream out) {
    setting.forEach((name, value) -> out.printf("%-10s %s%n", name, value));
    for (Grid grid : grids) {
      out.println();
      grid.print(out);
    }
  }

  /** For programs. */
  public String json() {
    var json = JsonMapper.builder().build();
    ObjectNode root = json.createObjectNode();
    ObjectNode where = root.putObject("setting");
    setting.forEach(where::put);
    var list = root.putArray("grids");
    grids.forEach(grid -> grid.json(list.addObject()));
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
