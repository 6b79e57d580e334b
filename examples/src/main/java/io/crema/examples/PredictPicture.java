package io.crema.examples;

// README: begin picture
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.mnist.digit.DigitReading;
import io.crema.nn.io.ModelFile;
import io.crema.nn.model.Model;
import io.crema.vision.picture.PictureReader;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the digit in a picture with a model file. */
public class PredictPicture {

  public static void main(String[] args) throws IOException {
    Model model = ModelFile.load(Path.of(args[0])).model();
    DigitReading reading = DigitPreprocessor.DEFAULT.read(PictureReader.read(Path.of(args[1])));
    if (reading instanceof DigitReading.OneDigit one) {
      Tensor input = Tensor.of(Shape.of(1, 28, 28, 1), one.image().toArray());
      System.out.println("read " + model.predict(input)[0] + " in " + one.box());
    } else {
      System.out.println("not one digit: " + reading);
    }
  }
}
// README: end picture
