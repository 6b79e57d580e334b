/**
 * One custom part of each kind, written with the exported packages of Crema alone. The Javadoc of
 * the interfaces has the same code as examples; {@code CustomPartExamplesTest} compares them.
 */
package consumer;
