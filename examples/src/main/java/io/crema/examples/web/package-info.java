/**
 * The web page and its JSON interface: {@link io.crema.examples.web.DigitServer} answers requests
 * about what a {@link io.crema.examples.web.Site} holds.
 *
 * <p>It knows nothing of the commands, which hand it all it shows. What is read in a picture and
 * how a network learns is the libraries' business and does not belong here.
 */
@NullMarked
package io.crema.examples.web;

import org.jspecify.annotations.NullMarked;
