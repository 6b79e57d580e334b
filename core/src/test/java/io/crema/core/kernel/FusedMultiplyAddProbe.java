package io.crema.core.kernel;

/** Prints what {@link FusedMultiplyAdd} finds, and looks the kernels up twice. */
final class FusedMultiplyAddProbe {

  private FusedMultiplyAddProbe() {}

  public static void main(String[] args) {
    System.out.println("fast=" + FusedMultiplyAdd.isFast());
    Kernels first = Kernels.lookup();
    Kernels second = Kernels.lookup();
    System.out.println("same=" + (first == second));
  }
}
