/** Networks for handwritten digits, and trained models of them. */
module io.crema.models {
  requires transitive io.crema.nn;
  requires static org.jspecify;

  exports io.crema.models;
}
