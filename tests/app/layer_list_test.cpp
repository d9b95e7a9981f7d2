// The order and the groups of the layer list.
#include "app/layer_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace app {
namespace {

using testing::ElementsAre;

struct List : testing::Test {
  List() {
    geo::Edit edit;
    for (const char* name : {"e", "d", "c", "b", "a"}) {  // a is nearest to the eye
      geo::Layer layer;
      layer.name = name;
      layer.draw_order = static_cast<double>(edit.changes.size());
      ids.insert(ids.begin(), edit.add(*plan, layer));
    }
    plan = geo::applied(plan, edit);
  }
  void take(const std::optional<geo::Edit>& edit) {
    ASSERT_TRUE(edit);
    const geo::PlanPtr next = geo::applied(plan, *edit);
    EXPECT_EQ(*geo::applied(next, geo::inverse(*edit)), *plan);
    EXPECT_FALSE(edit->what.text.empty());
    plan = next;
  }
  /// "a (G: b c) d": the list in a line.
  [[nodiscard]] std::string line() const {
    std::string text;
    for (const ListedGroup& group : layer_list(*plan)) {
      text += text.empty() ? "" : " ";
      if (!group.name.empty()) text += "(" + group.name + ":";
      for (const auto id : group.layers) text += (group.name.empty() ? "" : " ") + plan->layers().find(id)->name;
      if (!group.name.empty()) text += ")";
    }
    return text;
  }
  geo::PlanPtr plan = std::make_shared<const geo::Plan>();
  std::vector<geo::Id<geo::Layer>> ids;  ///< of a, b, c, d, e
};

TEST_F(List, BeginsWithTheLayerNearestToTheEye) {
  EXPECT_EQ(line(), "a b c d e");
  EXPECT_EQ(layer_order(*plan), ids);
}

TEST_F(List, ADroppedLayerLiesWhereTheLineWas) {
  take(move_layers_edit(*plan, {{ids[4]}}, {ids[1], true, {}}, geo::say("moved")));
  EXPECT_EQ(line(), "a e b c d");
  take(move_layers_edit(*plan, {{ids[0]}}, {ids[3], false, {}}, geo::say("moved")));
  EXPECT_EQ(line(), "e b c d a");
}

TEST_F(List, DroppingALayerWhereItIsChangesNothing) {
  EXPECT_FALSE(move_layers_edit(*plan, {{ids[1]}}, {ids[1], true, {}}, geo::say("moved")));
  EXPECT_FALSE(move_layers_edit(*plan, {{ids[1]}}, {ids[0], false, {}}, geo::say("moved")));
  EXPECT_FALSE(move_layers_edit(*plan, {{ids[1]}}, {ids[2], true, {}}, geo::say("moved")));
  EXPECT_FALSE(move_layers_edit(*plan, {{ids[1]}}, {{999}, true, {}}, geo::say("moved")));
  EXPECT_FALSE(move_layers_edit(*plan, {{geo::Id<geo::Layer>{999}}}, {ids[1], true, {}}, geo::say("moved")));
}

TEST_F(List, GroupsAreMadeFilledLeftAndDissolved) {
  take(into_group_edit(*plan, ids[1], "G"));
  EXPECT_EQ(line(), "a (G: b) c d e");
  take(into_group_edit(*plan, ids[3], "G"));
  EXPECT_EQ(line(), "a (G: b d) c e");
  take(into_group_edit(*plan, ids[0], "G"));
  EXPECT_EQ(line(), "(G: b d a) c e");
  take(out_of_group_edit(*plan, ids[3]));
  EXPECT_EQ(line(), "(G: b a) d c e");
  take(rename_group_edit(*plan, "G", "H"));
  EXPECT_EQ(line(), "(H: b a) d c e");
  take(dissolve_group_edit(*plan, "H"));
  EXPECT_EQ(line(), "b a d c e");
  EXPECT_FALSE(dissolve_group_edit(*plan, "H"));
}

TEST_F(List, ALayerOutOfAGroupIntoANewOneTearsNothingApart) {
  take(into_group_edit(*plan, ids[1], "G"));
  take(into_group_edit(*plan, ids[2], "G"));
  take(into_group_edit(*plan, ids[3], "G"));
  EXPECT_EQ(line(), "a (G: b c d) e");
  take(into_group_edit(*plan, ids[2], "H"));
  EXPECT_EQ(line(), "a (G: b d) (H: c) e");
}

TEST_F(List, ADroppedGroupStaysTogether) {
  take(into_group_edit(*plan, ids[1], "G"));
  take(into_group_edit(*plan, ids[2], "G"));
  take(move_layers_edit(*plan, group_layers(*plan, "G"), {ids[4], false, "G"}, geo::say("moved")));
  EXPECT_EQ(line(), "a d e (G: b c)");
}

TEST_F(List, ALayerStepsWithinItsGroupAndPastOthers) {
  take(into_group_edit(*plan, ids[1], "G"));
  take(into_group_edit(*plan, ids[2], "G"));
  EXPECT_EQ(line(), "a (G: b c) d e");
  EXPECT_FALSE(step_layer_edit(*plan, ids[1], true)) << "first of its group";
  take(step_layer_edit(*plan, ids[1], false));
  EXPECT_EQ(line(), "a (G: c b) d e");
  take(step_layer_edit(*plan, ids[3], true));
  EXPECT_EQ(line(), "a d (G: c b) e");
  take(step_layer_edit(*plan, ids[0], false));
  take(step_layer_edit(*plan, ids[0], false));
  EXPECT_EQ(line(), "d (G: c b) a e");
  EXPECT_FALSE(step_layer_edit(*plan, ids[4], false)) << "already the last";
}

TEST_F(List, TheEyeOfAGroupShowsAndHidesAllInOneStep) {
  take(into_group_edit(*plan, ids[1], "G"));
  take(into_group_edit(*plan, ids[2], "G"));
  take(show_layer_edit(*plan, ids[1], false));
  EXPECT_TRUE(group_is_visible(*plan, "G"));
  take(show_group_edit(*plan, "G", false));
  EXPECT_FALSE(group_is_visible(*plan, "G"));
  EXPECT_FALSE(show_group_edit(*plan, "G", false));
  take(show_group_edit(*plan, "G", true));
  for (const auto id : group_layers(*plan, "G")) EXPECT_TRUE(plan->layers().find(id)->visible);
  EXPECT_TRUE(plan->layers().find(ids[0])->visible);
}

TEST_F(List, ACopyLiesDirectlyAboveWithAStyleOfItsOwn) {
  geo::Edit styling;
  geo::Layer styled = *plan->layers().find(ids[2]);
  styled.style = styling.add(*plan, geo::Style{});
  styling.set(*plan, ids[2], styled);
  plan = geo::applied(plan, styling);
  geo::Id<geo::Layer> copy;
  take(duplicate_layer_edit(*plan, ids[2], "c2", copy));
  EXPECT_EQ(line(), "a b c2 c d e");
  EXPECT_NE(plan->layers().find(copy)->style, plan->layers().find(ids[2])->style);
  take(remove_layer_edit(*plan, copy));
  EXPECT_EQ(line(), "a b c d e");
  EXPECT_EQ(plan->styles().size(), 1u);
}

TEST_F(List, LayersThatShareADrawingOrderGetAClearOne) {
  geo::Edit edit;
  for (const auto id : ids) {
    geo::Layer layer = *plan->layers().find(id);
    layer.draw_order = 3;
    if (layer != *plan->layers().find(id)) edit.set(*plan, id, layer);
  }
  plan = geo::applied(plan, edit);
  const std::string before = line();
  ASSERT_EQ(before.size(), 9u);
  const auto last = layer_order(*plan).back();
  take(step_layer_edit(*plan, last, true));
  EXPECT_NE(line(), before);
  take(step_layer_edit(*plan, last, false));
  EXPECT_EQ(line(), before);
}

TEST_F(List, AnyMixOfMovesKeepsEveryLayerOnceAndEveryGroupTogether) {
  std::mt19937 random(3);
  for (int i = 0; i < 500; ++i) {
    const auto id = ids[random() % ids.size()];
    const std::string group(random() % 3 == 0 ? "" : random() % 2 ? "G" : "H");
    std::optional<geo::Edit> edit;
    switch (random() % 6) {
      case 0: edit = into_group_edit(*plan, id, group); break;
      case 1: edit = out_of_group_edit(*plan, id); break;
      case 2: edit = step_layer_edit(*plan, id, random() % 2 == 0); break;
      case 3: edit = dissolve_group_edit(*plan, group); break;
      case 4: {
        const auto beside = ids[random() % ids.size()];
        const std::string& of = plan->layers().find(beside)->group_name;
        edit = move_layers_edit(*plan, {{id}}, {beside, random() % 2 == 0, of}, geo::say("moved"));
        break;
      }
      default: edit = rename_group_edit(*plan, "G", "H"); break;
    }
    if (edit) take(edit);
    auto order = layer_order(*plan);
    ASSERT_EQ(order.size(), ids.size());
    // The list is what the map draws: from the eye downwards the order falls, groups are not torn apart.
    for (std::size_t k = 1; k < order.size(); ++k)
      ASSERT_GT(plan->layers().find(order[k - 1])->draw_order, plan->layers().find(order[k])->draw_order) << line();
  }
}

TEST_F(List, NamesThatArePartOfNothingOrEmptyChangeNothing) {
  EXPECT_FALSE(rename_layer_edit(*plan, ids[0], ""));
  EXPECT_FALSE(rename_layer_edit(*plan, ids[0], "a"));
  EXPECT_FALSE(rename_group_edit(*plan, "none", "x"));
  EXPECT_FALSE(into_group_edit(*plan, ids[0], ""));
  EXPECT_FALSE(remove_layer_edit(*plan, {999}));
  take(into_group_edit(*plan, ids[0], free_group_name(*plan, "Group")));
  EXPECT_EQ(free_group_name(*plan, "Group"), "Group 2");
}

}  // namespace
}  // namespace app
