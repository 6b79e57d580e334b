package io.crema.examples.cli;

import io.crema.examples.report.ModelCard;
import io.crema.examples.report.Report;
import io.crema.examples.report.TestRun;
import io.crema.nn.io.SavedModel;
import io.crema.nn.train.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What there is to report of a training.
 *
 * @param images what it was done with
 * @param history its epochs
 * @param model what came out
 * @param test how good that is
 */
record TrainingReport(TrainingData images, History history, SavedModel model, TestRun test) {

  /**
   * Writes the report of the test, the history and the model card.
   *
   * @param directory where to
   * @param command trains the same model again
   */
  void write(Path directory, String command) throws IOException {
    Map<String, byte[]> files = Report.of(test, model, history);
    String card =
        new ModelCard(test.model(), model, test.data(), images.byUse(), test, command).text();
    files.put(ModelCard.FILE, card.getBytes(StandardCharsets.UTF_8));
    OutputFiles.replaceAll(directory, files);
  }
}
