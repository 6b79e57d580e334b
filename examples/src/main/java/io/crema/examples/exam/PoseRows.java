package io.crema.examples.exam;

/** The rows in which the digit is somewhere else, of another size or turned. */
final class PoseRows {

  private PoseRows() {}

  static void position(Scene scene, Dice dice) {
    scene.pose = scene.pose.withSize(dice.between(80, 130));
    scene.frame =
        Frame.canvas(
            dice.between(260, 400), dice.between(260, 400), anywhere(dice), anywhere(dice), 2);
  }

  /** In a third of all cases at the border. */
  private static float anywhere(Dice dice) {
    float place = dice.unit();
    return dice.chance(1 / 3f) ? Math.round(place) : place;
  }

  static void small(Scene scene, Dice dice) {
    scene.resize(dice.between(8, 24), 1.5f, 2.5f, dice);
  }

  static void medium(Scene scene, Dice dice) {
    scene.resize(dice.log(24, 200), 1.4f, 2.5f, dice);
  }

  static void large(Scene scene, Dice dice) {
    scene.resize(dice.log(200, 2000), 1.2f, 1.5f, dice);
  }

  static void rotation(Scene scene, Dice dice) {
    scene.pose = scene.pose.turned(dice.around(15));
  }

  static void perspective(Scene scene, Dice dice) {
    scene.pose =
        new Pose(
            scene.size(),
            dice.around(3),
            dice.around(0.2f),
            dice.around(0.18f),
            dice.around(0.18f));
  }

  static void crop(Scene scene, Dice dice) {
    float most = 0.05f * scene.size();
    scene.frame =
        Frame.margins(
            dice.between(0, most),
            dice.between(0, most),
            dice.between(0, most),
            dice.between(0, most));
  }
}
