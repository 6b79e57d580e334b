package io.crema.examples.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.http.MultiPartFormData.Parts;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;

/** A form with a file, as browsers and curl send it: RFC 7578. */
final class Multipart {

  static final String TYPE = "multipart/form-data";

  /** The field with the picture. */
  static final String FIELD = "image";

  private static final int MOST_PARTS = 16;

  private Multipart() {}

  /**
   * {@return the picture in a form}
   *
   * @param contentType the header, with the boundary
   * @param form the body of the request. Not modified.
   */
  static byte[] picture(String contentType, byte[] form) throws IOException, Problem {
    MultiPartConfig inMemory =
        new MultiPartConfig.Builder().maxParts(MOST_PARTS).maxMemoryPartSize(-1).build();
    Content.Source source = Content.Source.from(ByteBuffer.wrap(form));
    try (Parts parts =
        MultiPartFormData.getParts(source, new Attributes.Mapped(), contentType, inMemory)) {
      MultiPart.Part part = field(parts);
      if (part == null) {
        throw Problem.badRequest(
            "Expected a form with the picture in the field %s.".formatted(FIELD));
      }
      try (InputStream in = Content.Source.asInputStream(part.getContentSource())) {
        return in.readAllBytes();
      }
    } catch (CompletionException | IllegalArgumentException e) { // the latter by a header
      throw Problem.badRequest("The form is malformed.");
    }
  }

  /** {@return the first part of the field, or null} A part need not have a name at all. */
  private static MultiPart.@Nullable Part field(Parts parts) {
    for (MultiPart.Part part : parts) {
      if (FIELD.equals(part.getName())) {
        return part;
      }
    }
    return null;
  }
}
