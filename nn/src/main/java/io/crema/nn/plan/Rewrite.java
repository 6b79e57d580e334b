package io.crema.nn.plan;

/** A change of a plan's steps that saves time and keeps every bit of the results. */
@FunctionalInterface
interface Rewrite {

  /** {@return the steps, rewritten wherever possible} */
  Draft apply(Draft draft);
}
