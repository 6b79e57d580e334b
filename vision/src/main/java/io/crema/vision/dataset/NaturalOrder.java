package io.crema.vision.dataset;

import java.util.Comparator;

/**
 * The order of names in which numbers count by their value: {@code 2} before {@code 10}. It is the
 * same in every locale; names that differ in leading zeros alone are in the order of {@link
 * String#compareTo}.
 */
final class NaturalOrder implements Comparator<String> {

  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int order;
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int endOfA = endOfDigits(a, i);
        int endOfB = endOfDigits(b, j);
        order = compareNumbers(a, i, endOfA, b, j, endOfB);
        i = endOfA;
        j = endOfB;
      } else {
        order = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static int compareNumbers(String a, int fromA, int toA, String b, int fromB, int toB) {
    int i = firstNonZero(a, fromA, toA);
    int j = firstNonZero(b, fromB, toB);
    int order = Integer.compare(toA - i, toB - j);
    while (order == 0 && i < toA) {
      order = Character.compare(a.charAt(i++), b.charAt(j++));
    }
    return order;
  }

  private static int firstNonZero(String name, int from, int to) {
    int i = from;
    while (i < to && name.charAt(i) == '0') {
      i++;
    }
    return i;
  }

  private static int endOfDigits(String name, int from) {
    int i = from;
    while (i < name.length() && isDigit(name.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
