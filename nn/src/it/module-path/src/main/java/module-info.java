/** A program of its own that knows Crema only as a module. */
module consumer {
  requires io.crema.nn;
}
