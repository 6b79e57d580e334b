package io.crema.examples.cli;

import io.crema.examples.exam.ContactSheet;
import io.crema.examples.exam.SheetRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the sheet as files: the table, and a picture of examples. */
final class SheetFiles {

  /** The table, in Markdown. */
  static final String TABLE = "corruption-sheet.md";

  /** Examples of every row. */
  static final String EXAMPLES = "corruption-sheet.png";

  private static final int EXAMPLES_IN_A_ROW = 12;

  private SheetFiles() {}

  static void write(Path directory, String table, List<SheetRow<?>> rows) throws IOException {
    OutputFiles.replace(directory.resolve(TABLE), table.getBytes(StandardCharsets.UTF_8));
    List<ContactSheet.Line> lines = rows.stream().map(SheetFiles::examples).toList();
    OutputFiles.replace(directory.resolve(EXAMPLES), ContactSheet.png(lines));
  }

  private static ContactSheet.Line examples(SheetRow<?> row) {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < EXAMPLES_IN_A_ROW; i++) {
      pictures.add(row.pictures().apply(i).file());
    }
    return new ContactSheet.Line(row.title(), pictures);
  }
}
