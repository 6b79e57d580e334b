package io.crema.examples.exam;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The turn of a camera: a picture is stored as the sensor saw it, with a note how to turn it. */
final class Exif {

  private static final int ORIENTATION = 0x0112;
  private static final int MAKE = 0x010F;
  private static final int RESOLUTION_UNIT = 0x0128;
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /**
   * {@return the canvas as it is stored so that the orientation turns it upright}
   *
   * @param orientation from 1 to 8, as in the Exif standard
   */
  static Canvas stored(Canvas upright, int orientation) {
    boolean sideways = orientation >= 5;
    Canvas stored =
        new Canvas(
            sideways ? upright.height : upright.width,
            sideways ? upright.width : upright.height,
            upright.isGrey());
    for (int y = 0; y < stored.height; y++) {
      for (int x = 0; x < stored.width; x++) {
        int from = source(upright, orientation, x, y);
        for (int plane = 0; plane < stored.planes.length; plane++) {
          stored.planes[plane][y * stored.width + x] = upright.planes[plane][from];
        }
      }
    }
    return stored;
  }

  private static int source(Canvas upright, int orientation, int x, int y) {
    int right = upright.width - 1;
    int bottom = upright.height - 1;
    return switch (orientation) {
      case 1 -> y * upright.width + x;
      case 2 -> y * upright.width + right - x;
      case 3 -> (bottom - y) * upright.width + right - x;
      case 4 -> (bottom - y) * upright.width + x;
      case 5 -> x * upright.width + y;
      case 6 -> x * upright.width + right - y;
      case 7 -> (bottom - x) * upright.width + right - y;
      case 8 -> (bottom - x) * upright.width + y;
      default -> throw new IllegalArgumentException("orientation: expected 1 to 8");
    };
  }

  /**
   * {@return a JPEG with the segment that notes the orientation}
   *
   * @param jpeg as ImageIO writes it, with a JFIF segment. Not modified.
   * @param jfif whether the JFIF segment stays, before the Exif segment; cameras leave it out
   */
  static byte[] withOrientation(byte[] jpeg, int orientation, ByteOrder order, boolean jfif) {
    ByteBuffer file = ByteBuffer.wrap(jpeg);
    int jfifEnd = 4 + file.getShort(4);
    byte[] segment = segment(orientation, order);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + segment.length);
    out.put(jpeg, 0, jfif ? jfifEnd : 2).put(segment).put(jpeg, jfifEnd, jpeg.length - jfifEnd);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static byte[] segment(int orientation, ByteOrder order) {
    byte[] make = "Crema\0".getBytes(StandardCharsets.US_ASCII);
    int values = 8 + 2 + 3 * ENTRY + 4;
    ByteBuffer tiff = ByteBuffer.allocate(values + make.length).order(order);
    tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8).putShort((short) 3);
    entry(tiff, MAKE, ASCII, make.length).putInt(values);
    entry(tiff, ORIENTATION, SHORT, 1).putShort((short) orientation).putShort((short) 0);
    entry(tiff, RESOLUTION_UNIT, SHORT, 1).putShort((short) 2).putShort((short) 0);
    tiff.putInt(0).put(make);
    byte[] header = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer segment = ByteBuffer.allocate(4 + header.length + tiff.capacity());
    segment.putShort((short) 0xFFE1).putShort((short) (segment.capacity() - 2));
    return segment.put(header).put(tiff.array()).array();
  }

  private static ByteBuffer entry(ByteBuffer tiff, int tag, int type, int count) {
    return tiff.putShort((short) tag).putShort((short) type).putInt(count);
  }
}
