package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.data.LabelledSamples;
import io.crema.examples.web.TrainingSettings;
import io.crema.mnist.data.BundledMnist;
import io.crema.models.DigitNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DigitCoursesTest {

  private static final Pattern OPTION =
      Pattern.compile(
          "<option value=\"(.+?)\" data-epochs=\"(.+?)\" data-batch-size=\"(.+?)\""
              + " data-learning-rate=\"(.+?)\">");

  private final DigitCourses courses = new DigitCourses();

  @Test
  void networks_areThoseOfThePage_withTheirRecipes() throws IOException {
    List<String> networks = new ArrayList<>();
    Matcher option = OPTION.matcher(page());
    while (option.find()) {
      String name = option.group(1);
      networks.add(name);
      TrainingSettings standard = courses.standard(name);
      assertThat(standard.epochs()).isEqualTo(Integer.parseInt(option.group(2)));
      assertThat(standard.batchSize()).isEqualTo(Integer.parseInt(option.group(3)));
      assertThat(standard.learningRate()).isEqualTo(Double.parseDouble(option.group(4)));
    }

    assertThat(networks).isEqualTo(courses.networks());
  }

  @Test
  void distorted_ofARecipeWithoutDistortions_isTheSame() throws IOException {
    LabelledSamples images = BundledMnist.load().test();

    assertThat(courses.distorted(DigitNetworks.FAST, images)).isSameAs(images);
    assertThat(courses.distorted(DigitNetworks.CHAMPION, images)).isNotSameAs(images);
  }

  private static String page() throws IOException {
    try (InputStream in =
        DigitCourses.class.getResourceAsStream("/io/crema/examples/web/index.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
