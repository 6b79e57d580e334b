package io.crema.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DigitModelsTest {

  @Test
  void champion_isAModelOfItsNetwork() throws IOException {
    assertThat(DigitModels.champion().model().network()).isEqualTo(DigitNetworks.champion());
  }

  @Test
  void line_isAModelOfItsNetwork() throws IOException {
    assertThat(DigitModels.line().model().network()).isEqualTo(DigitNetworks.line());
  }
}
