package dev.engram.house;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code ./engram} understands, read from its classes' annotations.
 *
 * @param names of its commands
 * @param options of all its commands
 */
record Command(Set<String> names, Set<String> options) {
  static Command engram() {
    var names = new TreeSet<String>();
    var options = new TreeSet<String>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.engram")) {
      type.getAnnotations().forEach(annotation -> note(annotation, "Command", "name", names));
      for (JavaMember member : type.getMembers()) {
        for (var annotation : member.getAnnotations()) {
          note(annotation, "Command", "name", names);
          note(annotation, "Option", "names", options);
        }
      }
    }
    if (!options.isEmpty()) {
      options.addAll(Set.of("--help", "--version"));
    }
    return new Command(names, options);
  }

  private static void note(JavaAnnotation<?> annotation, String kind, String key, Set<String> to) {
    if (annotation.getRawType().getName().equals("picocli.CommandLine$" + kind)) {
      switch (annotation.getProperties().get(key)) {
        case String one -> to.add(one);
        case Object[] many -> Arrays.stream(many).map(Object::toString).forEach(to::add);
        case null, default -> {}
      }
    }
  }
}
