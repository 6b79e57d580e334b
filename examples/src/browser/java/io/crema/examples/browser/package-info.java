/**
 * Tests of the page in Chromium against a server of their own: {@code mvn -P browser verify -pl
 * examples -am}. {@link io.crema.examples.browser.Page} does what a person does.
 *
 * <p>They need Chromium and its chromedriver, by default in {@code /usr/bin}; {@code
 * -Dcrema.chromium=FILE} and {@code -Dcrema.chromedriver=FILE} name others. Without them they fail.
 * Each test leaves a picture of the page in {@code target/screenshots}; {@code LookTest} also the
 * small ones of {@code examples/pictures/web}, in {@code target/screenshots/web}.
 */
package io.crema.examples.browser;
