/** Nothing but a test. */
package consumer;
