package io.crema.examples.report;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An HTML page that needs nothing but itself: pictures are in it, and no program is. */
final class HtmlPage {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%s</title>
      <style>
      %s</style>
      </head>
      <body>
      <main>
      """;

  private final StringBuilder html;

  /**
   * Begins a page.
   *
   * @param title its title
   * @param css its style
   */
  HtmlPage(String title, String css) {
    html = new StringBuilder(HEAD.formatted(escaped(title), css));
    element("h1", title);
  }

  HtmlPage element(String tag, String text) {
    html.append("<%s>%s</%s>\n".formatted(tag, escaped(text), tag));
    return this;
  }

  /** Adds numbers in large print, each with its name and a note. */
  HtmlPage figures(List<List<String>> figures) {
    html.append("<ul class=\"figures\">\n");
    for (List<String> figure : figures) {
      html.append(
          "<li><span>%s</span><b>%s</b><small>%s</small></li>\n"
              .formatted(escaped(figure.get(0)), escaped(figure.get(1)), escaped(figure.get(2))));
    }
    html.append("</ul>\n");
    return this;
  }

  /** Adds names and what they stand for. */
  HtmlPage facts(Map<String, String> facts) {
    html.append("<table class=\"facts\">\n");
    facts.forEach(
        (name, value) ->
            html.append(
                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
                    .formatted(escaped(name), escaped(value))));
    html.append("</table>\n");
    return this;
  }

  /** Adds a table whose rows begin with their names. */
  HtmlPage table(List<String> heads, List<List<String>> rows) {
    html.append("<table>\n<tr>");
    heads.forEach(head -> html.append("<th scope=\"col\">").append(escaped(head)).append("</th>"));
    html.append("</tr>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=\"row\">").append(escaped(row.get(0))).append("</th>");
      row.stream()
          .skip(1)
          .forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
    return this;
  }

  /** Adds a PNG picture, and what it shows for those who do not see it. */
  HtmlPage picture(String shows, byte[] png) {
    html.append(
        "<img alt=\"%s\" src=\"data:image/png;base64,%s\">\n"
            .formatted(escaped(shows), Base64.getEncoder().encodeToString(png)));
    return this;
  }

  /** {@return the page} */
  @Override
  public String toString() {
    return html + "</main>\n</body>\n</html>\n";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
