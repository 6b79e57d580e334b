package io.crema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommitTest {

  private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path tree;

  private void write(String file, String text) throws IOException {
    Path path = tree.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void of_branchBelowTheRoot_isTheBranchsCommit() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(".git/refs/heads/main", HASH + "\n");
    Path below = Files.createDirectories(tree.resolve("benchmarks/src"));
    assertThat(GitCommit.of(below)).isEqualTo(HASH);
  }

  @Test
  void of_detachedHead_isTheHead() throws IOException {
    write(".git/HEAD", HASH + "\n");
    assertThat(GitCommit.of(tree)).isEqualTo(HASH);
  }

  @Test
  void of_packedBranch_isFoundAmongThePacked() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(
        ".git/packed-refs",
        "# pack-refs with: peeled\n"
            + "f".repeat(40)
            + " refs/heads/domain\n"
            + HASH
            + " refs/heads/main\n");
    assertThat(GitCommit.of(tree)).isEqualTo(HASH);
  }

  @Test
  void of_linkedWorkingTree_followsItsFile() throws IOException {
    write("main/.git/worktrees/linked/HEAD", "ref: refs/heads/topic\n");
    write("main/.git/worktrees/linked/commondir", "../..\n");
    write("main/.git/refs/heads/topic", HASH + "\n");
    write("linked/.git", "gitdir: ../main/.git/worktrees/linked\n");
    assertThat(GitCommit.of(tree.resolve("linked"))).isEqualTo(HASH);
  }

  @Test
  void of_branchWithoutCommit_isUnknown() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    assertThat(GitCommit.of(tree)).isEqualTo("unknown");
  }
}
