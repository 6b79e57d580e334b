package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.nn.graph.Network;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Dense;
import io.crema.nn.model.Model;
import io.crema.nn.plan.BoundNetwork;
import io.crema.nn.plan.Grouping;
import io.crema.nn.plan.Plan;
import io.crema.nn.plan.Purpose;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The groups of a batch: that they cover it, in order, and how large they are. */
class BatchCutTest {

  /** Sizes of the groups in order. */
  private static List<Integer> sizes(BatchCut cut, int batch) {
    List<Integer> sizes = new ArrayList<>();
    int expected = 0;
    for (int part = 0; part < cut.parts(batch); part++) {
      int end = cut.first(batch, part + 1);
      int at = cut.first(batch, part);
      assertThat(at).isEqualTo(expected).isLessThan(end);
      while (at < end) {
        int groupEnd = cut.groupEnd(batch, at, end);
        sizes.add(groupEnd - at);
        at = groupEnd;
      }
      assertThat(at).isEqualTo(end);
      expected = end;
    }
    assertThat(expected).isEqualTo(batch);
    return sizes;
  }

  @Test
  void even_knownBatches_haveNoSmallRemainder() {
    BatchCut cut = new BatchCut(16, true);

    assertThat(sizes(cut, 33)).containsExactly(11, 11, 11);
    assertThat(sizes(cut, 17)).containsExactly(8, 9);
    assertThat(sizes(cut, 16)).containsExactly(16);
    assertThat(sizes(cut, 1)).containsExactly(1);
    assertThat(sizes(cut, 128)).hasSize(8).containsOnly(16);
    assertThat(sizes(cut, 300)).hasSize(19).containsOnly(15, 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 16, 100})
  void even_anyBatch_hasAsFewGroupsAsThereCanBeAndTheyDifferByOne(int group) {
    BatchCut cut = new BatchCut(group, true);
    for (int batch = 1; batch <= 700; batch++) {
      List<Integer> sizes = sizes(cut, batch);
      int smallest = batch / sizes.size();

      assertThat(sizes).hasSize((batch + group - 1) / group);
      assertThat(cut.groups(batch)).isEqualTo(sizes.size());
      assertThat(sizes).allMatch(size -> size == smallest || size == smallest + 1);
      assertThat(sizes).allMatch(size -> size <= group);
    }
  }

  @Test
  void uneven_manySamples_fillGroupsAndLeaveARemainderInEachPart() {
    BatchCut cut = new BatchCut(8, false);

    assertThat(sizes(cut, 37)).containsExactly(7, 7, 8, 7, 8);
    assertThat(sizes(cut, 160)).hasSize(32).startsWith(8, 2, 8, 2);
    assertThat(cut.groups(160)).isEqualTo(32);
  }

  @Test
  void of_networks_goByTheGroupThatALayerAsksFor() {
    Network dense = Network.input(4).add(new Dense(3));

    assertThat(cut(dense)).isEqualTo(new BatchCut(Grouping.MAX_SAMPLES, false));
    assertThat(cut(dense.add(new BatchNorm().groupSize(5)))).isEqualTo(new BatchCut(5, true));
    assertThat(cut(dense.add(new BatchNorm().wholeBatch())))
        .isEqualTo(new BatchCut(Grouping.MAX_SAMPLES, false));
  }

  private static BatchCut cut(Network network) {
    Model model = Model.initialize(network, 1);
    Plan plan = Plan.of(new BoundNetwork(network, model.operators()), Purpose.TRAINING);
    return BatchCut.of(network.groupSize(), !plan.barriers().isEmpty(), plan.samplesTogether());
  }
}
