package io.crema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.kernel.Kernels;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Param;

/** What the texts of convolutions name. */
class ConvShapeTest {

  private static ConvOps parse(String shape) {
    return ConvShape.parse(shape, Kernels.lookup());
  }

  @ParameterizedTest
  @CsvSource({
    "26x26x64-32-3x3-same, 26*26*64, 26*26*32, 3*3*64*32, 26*26",
    "28x28x32-64-3x3-same-s2, 28*28*32, 14*14*64, 3*3*32*64, 14*14",
    "9x8x4-6-3x2-valid-d2, 9*8*4, 5*6*6, 3*2*4*6, 5*6",
    "14x14x128-128-1x1-same-g8, 14*14*128, 14*14*128, 16*128, 14*14",
    "7x7x5-x2-3x3-same, 7*7*5, 7*7*10, 3*3*10, 7*7",
    "28x28x32-64-2x2-valid-s2-t, 14*14*64, 28*28*32, 2*2*32*64, 14*14",
    "1x98x40-16-1x3-same, 98*40, 98*16, 3*40*16, 98"
  })
  void parse_anyKind_givesItsSizes(
      String shape, String inSize, String outSize, String weights, String pixels) {
    ConvOps ops = parse(shape);

    assertThat(ops.inSize()).isEqualTo(product(inSize));
    assertThat(ops.outSize()).isEqualTo(product(outSize));
    assertThat(ops.weights()).isEqualTo(product(weights));
    assertThat(ops.flops()).isEqualTo(2L * product(pixels) * product(weights));
  }

  private static int product(String factors) {
    int product = 1;
    for (String factor : factors.split("\\*")) {
      product *= Integer.parseInt(factor);
    }
    return product;
  }

  @Test
  void prove_everyDefaultShape_agreesWithSumsInDouble() throws NoSuchFieldException {
    Field shapes = ConvProblem.class.getField("shape");

    for (String shape : shapes.getAnnotation(Param.class).value()) {
      try (ConvWork work = new ConvWork(parse(shape), 1, 1)) {
        work.prove();
      }
    }
  }

  @Test
  void parse_otherText_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("26x26-32-3x3-same"))
        .withMessage("shape: expected the form 26x26x64-32-3x3-same, got 26x26-32-3x3-same");
  }
}
