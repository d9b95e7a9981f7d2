// Typed letters find names as a person means them.
#include "app/palette_match.hpp"

#include <random>

namespace {

using app::match;
using app::TextRange;

double score(std::string_view typed, std::string_view text) {
  const auto found = match(typed, text);
  EXPECT_TRUE(found) << typed << " in " << text;
  return found ? found->score : -1e9;
}

TEST(PaletteMatch, FindsLettersOfFinnishInBothCases) {
  EXPECT_TRUE(match("ÄÄNE", "Äänekosken lämpö"));
  EXPECT_TRUE(match("lämpö", "ÄÄNEKOSKEN LÄMPÖ"));
  EXPECT_TRUE(match("aanekoski", "Äänekoski"));
  EXPECT_TRUE(match("ö", "Ö"));
  EXPECT_TRUE(match("co2", "Vain CO₂"));
  EXPECT_FALSE(match("ä", "Oulu"));
  EXPECT_GT(score("ä", "Äijälä"), score("a", "Äijälä"));
}

TEST(PaletteMatch, MarksTheFoundLettersByWholeCharacters) {
  EXPECT_EQ(match("nielu", "Piirrä nielukohde")->ranges, (std::vector<TextRange>{{8, 13}}));
  EXPECT_EQ(match("rä", "Piirrä")->ranges, (std::vector<TextRange>{{4, 7}}));
  EXPECT_EQ(match("kohde piir", "Piirrä kohde")->ranges, (std::vector<TextRange>{{0, 4}, {8, 13}}));
  EXPECT_TRUE(match("", "Anything")->ranges.empty());
  EXPECT_TRUE(match("  ", "Anything")->ranges.empty());
}

TEST(PaletteMatch, PrefersBeginningsOfWordsThenInsidesThenScatteredLetters) {
  EXPECT_GT(score("sink", "Sink sites"), score("sink", "Draw a sink site"));
  EXPECT_GT(score("sink", "Draw a sink site"), score("sink", "Heatsink"));
  EXPECT_GT(score("map", "Heatmap"), score("map", "Move and pan"));
  EXPECT_GT(score("undo", "Undo"), score("undo", "Undo up to here"));
  EXPECT_TRUE(match("zts", "Zoom to the selection"));
  EXPECT_FALSE(match("zt", "Zoom to the selection")) << "two scattered letters say nothing";
  EXPECT_FALSE(match("xyz", "Zoom to the selection"));
}

TEST(PaletteMatch, NeedsEveryTypedWord) {
  EXPECT_TRUE(match("site sink", "Draw a sink site"));
  EXPECT_FALSE(match("sink lake", "Draw a sink site"));
}

TEST(PaletteMatch, BrokenTextNeitherCrashesNorMarksHalfCharacters) {
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    std::string typed(random() % 6, ' ');
    std::string text(random() % 24, ' ');
    for (char& c : typed) c = static_cast<char>(random() % 256);
    for (char& c : text) c = static_cast<char>(random() % 256);
    const auto found = match(typed, text);
    if (!found) continue;
    std::size_t last = 0;
    for (const TextRange& range : found->ranges) {
      ASSERT_LT(range.begin, range.end);
      ASSERT_LE(range.end, text.size());
      ASSERT_TRUE(range.begin > last || (range.begin == 0 && last == 0));
      last = range.end;
    }
  }
}

}  // namespace
