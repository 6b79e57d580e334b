package io.crema.benchmarks;

import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.mnist.digit.DigitReading;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take from a picture to the 28 x 28 pixels that a network reads?
 *
 * <p>{@code canvas} begins with the grey levels of a drawing of 280 x 280 pixels, {@code photo}
 * with the bytes of a JPEG of 12 megapixels, 4000 x 3000: a digit on paper under uneven light, with
 * noise. Both on one thread. The set-up proves that one digit is found in each, where it was drawn.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar Preprocess
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // filled by setUp
public class Preprocess {

  private GreyImage canvas;
  private byte[] photo;

  /**
   * Draws the pictures and proves that their digits are found.
   *
   * @throws IOException if a picture cannot be written or read
   */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    canvas = DrawnSeven.canvas(280);
    photo = DrawnSeven.photo(4000, 3000);
    DrawnSeven.requireFound("canvas", canvas(), 280, 280);
    GreyImage reduced = PictureReader.read("photo", photo);
    DrawnSeven.requireFound("photo", photo(), reduced.width(), reduced.height());
  }

  /** {@return the digit of a drawing} */
  @Benchmark
  public DigitReading canvas() {
    return DigitPreprocessor.DEFAULT.read(canvas);
  }

  /**
   * {@return the digit of a photo}
   *
   * @throws IOException if it cannot be read
   */
  @Benchmark
  public DigitReading photo() throws IOException {
    return DigitPreprocessor.DEFAULT.read(PictureReader.read("photo", photo));
  }
}
