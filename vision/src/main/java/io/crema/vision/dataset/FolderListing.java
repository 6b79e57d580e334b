package io.crema.vision.dataset;

import io.crema.vision.dataset.FolderReport.LeftOut;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lists the files in a folder of pictures by their classes, without opening one.
 *
 * <p>No link to a folder is followed but that of a class, so that no link can lead in a circle.
 */
final class FolderListing {

  private static final List<String> TEST_NAMES = List.of("test", "val", "validation", "valid");

  private static final String UNSHOWN =
      "the class %s has characters that cannot be shown: rename its folder, or run Java in a UTF-8"
          + " locale such as LC_ALL=C.UTF-8";

  private final Path root;
  private final List<ClassFolder> classes = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private int hidden;
  private int strayFiles;
  private boolean parted;

  private FolderListing(Path root) {
    this.root = root;
  }

  /**
   * {@return the files in a folder}
   *
   * @throws PictureFolderException if it is no folder, or two classes have the same name
   */
  static FolderListing of(Path root) throws PictureFolderException {
    FolderListing listing = new FolderListing(root);
    if (!Files.isDirectory(root)) {
      throw listing.unexpected(Files.exists(root) ? "a file" : "nothing", listing.report());
    }
    List<Path> folders = listing.folders(root, "not in the folder of a class");
    Optional<Path> train = folders.stream().filter(f -> isNamed(f, "train")).findFirst();
    Optional<Path> test =
        TEST_NAMES.stream()
            .flatMap(name -> folders.stream().filter(f -> isNamed(f, name)))
            .findFirst();
    if (train.isPresent() && listing.hasFolders(train.get())) {
      if (test.isPresent() && listing.hasFolders(test.get())) {
        listing.parted = true;
        listing.addParts(folders, train.get(), test.get());
        return listing;
      }
      if (folders.size() == 1) {
        listing.addParts(folders, train.get(), train.get());
        return listing;
      }
    }
    listing.addClasses(folders, false);
    return listing;
  }

  private static boolean isNamed(Path folder, String name) {
    return ClassFolder.folderName(folder).toLowerCase(Locale.ROOT).equals(name);
  }

  private void addParts(List<Path> folders, Path train, Path test) throws PictureFolderException {
    for (Path folder : folders) {
      if (folder.equals(train) || folder.equals(test)) {
        addClasses(folders(folder, "not in the folder of a class"), !folder.equals(train));
      } else {
        leave(folder, "beside the folders of the two parts, train and test");
      }
    }
    classes.sort(Comparator.comparing(ClassFolder::test)); // stable
  }

  private void addClasses(List<Path> folders, boolean test) throws PictureFolderException {
    for (Path folder : folders) {
      String name = ClassFolder.className(folder);
      String shown = ClassFolder.printable(ClassFolder.folderName(folder));
      if (!name.equals(ClassFolder.folderName(folder))) {
        remarks.add("the folder %s is the class %s".formatted(shown, name));
      }
      if (name.contains("\uFFFD")) {
        remarks.add(UNSHOWN.formatted(name));
      }
      List<Path> files = new ArrayList<>();
      int nested = addFiles(folder, files);
      if (nested > 0) {
        remarks.add("%s: %d of its files are in sub-folders".formatted(name, nested));
      }
      add(new ClassFolder(name, test, files));
    }
  }

  private void add(ClassFolder added) throws PictureFolderException {
    for (ClassFolder other : classes) {
      if (other.test() == added.test() && other.className().equals(added.className())) {
        throw new PictureFolderException(
            root, "different class names", "two folders that give " + added.className(), report());
      }
    }
    classes.add(added);
  }

  /** Collects the files of a class: {@return how many of them are in sub-folders} */
  private int addFiles(Path folder, List<Path> files) {
    int nested = 0;
    for (Path child : children(folder)) {
      Optional<BasicFileAttributes> attributes = attributes(child);
      if (attributes.isEmpty()) {
        continue;
      }
      if (attributes.get().isRegularFile()) {
        files.add(child);
      } else if (!attributes.get().isDirectory()) {
        leave(child, "neither a file nor a folder: a pipe or a device");
      } else if (Files.isSymbolicLink(child)) {
        leave(child, "a link to a folder inside that of a class");
      } else {
        int before = files.size();
        addFiles(child, files);
        nested += files.size() - before;
      }
    }
    return nested;
  }

  /** {@return the folders in a folder; all else in it is left out} */
  private List<Path> folders(Path parent, String reason) {
    List<Path> folders = new ArrayList<>();
    for (Path child : children(parent)) {
      Optional<BasicFileAttributes> attributes = attributes(child);
      if (attributes.isEmpty()) {
        continue;
      }
      if (!attributes.get().isDirectory()) {
        strayFiles++;
        leave(child, reason);
      } else if (leadsInCircle(child)) {
        leave(child, "a link to a folder that contains it or is beside it");
      } else {
        folders.add(child);
      }
    }
    return folders;
  }

  private boolean leadsInCircle(Path folder) {
    if (!Files.isSymbolicLink(folder)) {
      return false;
    }
    try {
      Path target = folder.toRealPath();
      Path all = root.toRealPath();
      return target.startsWith(all) || all.startsWith(target);
    } catch (IOException e) {
      return true;
    }
  }

  /** {@return whether there is a folder in a folder} Nothing is reported. */
  private boolean hasFolders(Path parent) {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        if (!isHidden(child) && Files.isDirectory(child)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false; // reported when it is listed
    }
    return false;
  }

  /** {@return what is in a folder and not hidden, in natural order} */
  private List<Path> children(Path folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      for (Path child : found) {
        if (isHidden(child)) {
          hidden++;
        } else {
          children.add(child);
        }
      }
    } catch (IOException e) {
      leave(folder, "the folder cannot be listed: " + reason(e));
    } catch (DirectoryIteratorException e) {
      leave(folder, "the folder cannot be listed: " + e.getMessage());
    }
    children.sort(Comparator.comparing(ClassFolder::folderName, NaturalOrder.INSTANCE));
    return children;
  }

  private static boolean isHidden(Path file) {
    return ClassFolder.folderName(file).startsWith(".") || isHiddenBySystem(file);
  }

  private static boolean isHiddenBySystem(Path file) {
    try {
      return Files.isHidden(file);
    } catch (IOException e) {
      return false; // reported when its attributes are read
    }
  }

  private Optional<BasicFileAttributes> attributes(Path file) {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (IOException e) {
      leave(file, Files.isSymbolicLink(file) ? "a link that leads nowhere" : reason(e));
      return Optional.empty();
    }
  }

  private void leave(Path file, String reason) {
    leftOut.add(new LeftOut(file, reason));
  }

  /** {@return why a file or folder cannot be read, without its name} */
  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "access denied";
    }
    String said =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return said == null ? failure.getClass().getSimpleName() : said;
  }

  /** {@return the error of a folder that holds something else than classes} */
  PictureFolderException unexpected(String found, FolderReport report) {
    return new PictureFolderException(
        root,
        "a folder with one sub-folder of pictures for each of at least 2 classes",
        found,
        report);
  }

  /** {@return the report on what was left out before a file was read} */
  private FolderReport report() {
    return report(0, List.of(), List.of(), List.of());
  }

  /** {@return all files, class by class} */
  List<Path> files() {
    return classes.stream().flatMap(folder -> folder.files().stream()).toList();
  }

  /** {@return the folders of the classes, those to train on first} */
  List<ClassFolder> classes() {
    return classes;
  }

  /** {@return whether the folder has one part to train on and another to test with} */
  boolean isParted() {
    return parted;
  }

  /** {@return the number of files that are beside the folders of classes} */
  int strayFiles() {
    return strayFiles;
  }

  /** {@return the report, with what was found when the files were read} */
  FolderReport report(
      int used, List<LeftOut> more, List<String> emptyClasses, List<String> moreRemarks) {
    List<LeftOut> allLeftOut = new ArrayList<>(leftOut);
    allLeftOut.addAll(more);
    List<String> allRemarks = new ArrayList<>(remarks);
    allRemarks.addAll(moreRemarks);
    return new FolderReport(used, allLeftOut, hidden, emptyClasses, allRemarks);
  }
}
