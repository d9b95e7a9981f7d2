#include "geo/row_set.hpp"

#include <random>
#include <set>

namespace {

std::vector<std::uint32_t> rows_of(const geo::RowSet& set) {
  std::vector<std::uint32_t> rows;
  set.for_each([&](std::uint32_t row) { rows.push_back(row); });
  return rows;
}

TEST(RowSet, HoldsWhatASetOfNumbersHolds) {
  std::mt19937 random(3);
  for (const std::size_t size : {1u, 63u, 64u, 65u, 1000u}) {
    geo::RowSet set(size);
    std::set<std::uint32_t> expected;
    for (int i = 0; i < 2000; ++i) {
      const auto row = static_cast<std::uint32_t>(random() % size);
      const bool in = random() % 2 == 0;
      set.set(row, in);
      if (in)
        expected.insert(row);
      else
        expected.erase(row);
      ASSERT_EQ(set.count(), expected.size());
    }
    EXPECT_THAT(rows_of(set), testing::ElementsAreArray(expected));
    EXPECT_EQ(set.first().has_value(), !expected.empty());
    const std::size_t before = set.count();
    set.invert();
    EXPECT_EQ(set.count(), size - before);
    for (std::uint32_t row = 0; row < size; ++row) EXPECT_NE(set.contains(row), expected.contains(row));
  }
}

TEST(RowSet, AllRowsOfAnOddSizeAreNotMoreThanThatSize) {
  const geo::RowSet all(70, true);
  EXPECT_EQ(all.count(), 70u);
  EXPECT_EQ(rows_of(all).size(), 70u);
  EXPECT_FALSE(all.contains(70));
  geo::RowSet none = all;
  none.invert();
  EXPECT_TRUE(none.empty());
  EXPECT_FALSE(none.first());
}

TEST(RowSet, UnionCutAndDifferenceCountWhatTheyHold) {
  geo::RowSet a(130), b(130);
  for (std::size_t i = 0; i < 130; i += 2) a.set(i);
  for (std::size_t i = 0; i < 130; i += 3) b.set(i);
  geo::RowSet both = a, either = a, only = a;
  both &= b;
  either |= b;
  only -= b;
  EXPECT_EQ(both.count(), 22u);  // multiples of six below 130
  EXPECT_EQ(either.count(), a.count() + b.count() - both.count());
  EXPECT_EQ(only.count(), a.count() - both.count());
}

TEST(RowSet, AWordBeyondTheLastRowIsCutOff) {
  geo::RowSet set(65);
  set.set_word(1, ~std::uint64_t{0});
  EXPECT_THAT(rows_of(set), testing::ElementsAre(64u));
  set.set_word(1, 0);
  EXPECT_TRUE(set.empty());
}

}  // namespace
