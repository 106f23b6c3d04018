package dev.engram.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackageInfoTest {
  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    assertThat(Repository.mainSources().stream().map(Path::getParent).distinct())
        .filteredOn(folder -> !isDescribed(folder.resolve("package-info.java")))
        .extracting(Repository::name)
        .isEmpty();
  }

  private static boolean isDescribed(Path info) {
    if (!Files.exists(info)) {
      return false;
    }
    String text = Repository.read(info);
    return text.startsWith("/**") && text.contains("\n@NullMarked\npackage ");
  }
}
