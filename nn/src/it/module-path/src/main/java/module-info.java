/** A program that knows Crema only as a module. */
module consumer {
  requires io.crema.nn;
}
