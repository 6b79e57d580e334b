package io.crema.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commit that is checked out, read from Git's own files. */
final class GitCommit {

  /** What stands for a commit that cannot be found: {@value}. */
  static final String UNKNOWN = "unknown";

  private static final String GIT_DIRECTORY = "gitdir: ";
  private static final String REFERENCE = "ref: ";

  private GitCommit() {}

  /**
   * The commit of the working tree that a directory belongs to.
   *
   * @param directory it or one above it holds {@code .git}
   * @return the full hash, or {@link #UNKNOWN}
   */
  static String of(Path directory) {
    for (Path d = directory.toAbsolutePath(); d != null; d = d.getParent()) {
      Path git = d.resolve(".git");
      if (Files.exists(git)) {
        try {
          return commit(git);
        } catch (IOException e) {
          return UNKNOWN;
        }
      }
    }
    return UNKNOWN;
  }

  private static String commit(Path dotGit) throws IOException {
    Path git = dotGit;
    if (Files.isRegularFile(dotGit)) { // a linked working tree
      git = dotGit.resolveSibling(text(dotGit).substring(GIT_DIRECTORY.length()));
    }
    String head = text(git.resolve("HEAD"));
    if (!head.startsWith(REFERENCE)) {
      return head;
    }
    Path common = git.resolve("commondir");
    Path references = Files.exists(common) ? git.resolve(text(common)) : git;
    String reference = head.substring(REFERENCE.length());
    Path loose = references.resolve(reference);
    return Files.exists(loose) ? text(loose) : packed(references.resolve("packed-refs"), reference);
  }

  private static String packed(Path file, String reference) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.endsWith(" " + reference)) {
        return line.substring(0, line.indexOf(' '));
      }
    }
    return UNKNOWN;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
