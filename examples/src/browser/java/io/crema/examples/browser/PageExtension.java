package io.crema.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the {@link Page}, newly opened; takes a picture of it at the end, and fails where the
 * browser has complained, for example of a breach of the content security policy.
 */
final class PageExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(PageExtension.class);

  /** One server and one browser for all tests. */
  private record Site(WebServer server, Chromium browser, Page page) implements AutoCloseable {

    static Site start() {
      try {
        WebServer server = WebServer.start();
        try {
          Chromium browser = Chromium.start();
          return new Site(server, browser, new Page(browser.driver(), server.address()));
        } catch (IOException | RuntimeException e) {
          server.close();
          throw e;
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    @Override
    public void close() throws IOException {
      browser.close();
      server.close();
    }
  }

  private static Page page(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Site.class, key -> Site.start(), Site.class)
        .page();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Page page = page(context);
    page.openAnew();
    page.complaints();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    Page page = page(context);
    String name =
        context.getRequiredTestClass().getSimpleName()
            + "-"
            + context.getRequiredTestMethod().getName()
            + context.getDisplayName().replaceAll("(?s)^(?!\\[).*|\\W+", "");
    page.shot(name);
    page.assertNoSidewaysScrolling();
    assertThat(page.complaints()).as("complaints of the browser").isEmpty();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Page.class;
  }

  @Override
  public Page resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return page(context);
  }
}
