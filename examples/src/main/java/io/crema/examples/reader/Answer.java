package io.crema.examples.reader;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.util.List;

/** What was read in a picture; as a string for people, in one line. */
public interface Answer {

  /** Writes the fields that say it to programs. */
  void writeTo(JsonGenerator json) throws IOException;

  /** {@return the details for people, in lines; empty if there are none} */
  default String bars() {
    return "";
  }

  /** {@return what the model was given, 28 x 28 each; empty if there was nothing to read} */
  default List<GreyImage> images() {
    return List.of();
  }

  /**
   * There is nothing to read.
   *
   * @param field what was wanted: {@code digit} or {@code number}
   * @param reason why there is none
   */
  record Nothing(String field, Reason reason) implements Answer {

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      json.writeNullField(field);
      json.writeStringField("reason", reason.toString());
    }

    @Override
    public String toString() {
      return "no digit (%s)".formatted(reason);
    }
  }

  /**
   * There is more than one digit.
   *
   * @param picture where they were found
   * @param boxes where each is in it
   */
  record Several(GreyImage picture, List<Box> boxes) implements Answer {

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      json.writeNullField("digit");
      json.writeStringField("reason", "several digits");
      writeSize(json, picture);
      json.writeArrayFieldStart("boxes");
      for (Box box : boxes) {
        writeBox(json, box);
      }
      json.writeEndArray();
    }

    @Override
    public String toString() {
      return "several digits (%d); try --many".formatted(boxes.size());
    }
  }

  /** Writes the size of the picture whose pixels boxes are in. */
  static void writeSize(JsonGenerator json, GreyImage picture) throws IOException {
    json.writeFieldName("size");
    json.writeArray(new int[] {picture.width(), picture.height()}, 0, 2);
  }

  /** Writes a box as {@code [x, y, width, height]}. */
  static void writeBox(JsonGenerator json, Box box) throws IOException {
    json.writeArray(new int[] {box.x(), box.y(), box.width(), box.height()}, 0, 4);
  }
}
