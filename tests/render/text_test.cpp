#include "render/text.hpp"

#include "render/text_fit.hpp"
#include "tests/render/recording_canvas.hpp"

#include <random>

namespace {

using render::shown_text;
using render::utf8_from;
using render::test::RecordingCanvas;

TEST(ShownText, IsTheTextWhenThatIsValid) {
  EXPECT_EQ(shown_text("Kaatopaikka, t CO₂e/ha/a"), U"Kaatopaikka, t CO₂e/ha/a");
  EXPECT_EQ(shown_text("😀 ja Å"), U"😀 ja Å");
  EXPECT_EQ(shown_text(""), U"");
}

TEST(ShownText, ShowsASignForEachBrokenByte) {
  EXPECT_EQ(shown_text("a\xFF"
                       "b"),
            U"a\uFFFDb");
  EXPECT_EQ(shown_text("p\xE4\xE4st\xF6"), U"p\uFFFD\uFFFDst\uFFFD");  // Latin-1
  EXPECT_EQ(shown_text("\xC0\xAF"), U"\uFFFD\uFFFD");                  // overlong
  EXPECT_EQ(shown_text("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD");        // surrogate
  EXPECT_EQ(shown_text("\xF4\x90\x80\x80"), U"\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(shown_text("\xE2\x82"), U"\uFFFD\uFFFD");  // cut off
}

TEST(ShownText, LeavesOutWhatIsNotSeenAndJoinsSpaces) {
  EXPECT_EQ(shown_text(" a\r\n\tb\x01\x7F "), U"a b");
  EXPECT_EQ(shown_text("\u202Etaaz\u200B\uFEFF"), U"taaz");
  EXPECT_EQ(shown_text(std::string_view("a\0b", 3)), U"ab");
}

TEST(ShownText, EndsAfterFiveHundredSigns) {
  const std::u32string shown = shown_text(std::string(1'000'000, 'x'));
  EXPECT_EQ(shown.size(), 501u);
  EXPECT_EQ(shown.back(), U'…');
}

TEST(ShownText, OfAnyBytesIsValidUtf8) {
  std::mt19937 random(20260711);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const std::u32string shown = shown_text(bytes);
    EXPECT_EQ(shown_text(utf8_from(shown)), shown);
    for (const char32_t c : shown) EXPECT_FALSE(c < 0x20 || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF);
  }
}

TEST(Ellipsis, CutsToTheWidthAndNeverExceedsIt) {
  const RecordingCanvas canvas;  // 5 wide letters
  EXPECT_EQ(ellipsised(canvas, "Kaatopaikka", 10, render::Weight::regular, 55), "Kaatopaikka");
  EXPECT_EQ(ellipsised(canvas, "Kaatopaikka", 10, render::Weight::regular, 54), "Kaatopaik…");
  EXPECT_EQ(ellipsised(canvas, "Kaatopaikka", 10, render::Weight::regular, 5), "…");
  EXPECT_EQ(ellipsised(canvas, "Kaatopaikka", 10, render::Weight::regular, 4), "");
  EXPECT_EQ(ellipsised(canvas, "Kaatopaikka", 10, render::Weight::regular, -1), "");
}

TEST(Wrapping, KeepsAllWordsInOrderAndEveryLineInItsWidth) {
  const RecordingCanvas canvas;
  const std::string text = "Kaupunkiseudun kiertotaloussuunnitelman selvitysalueet ja varausalueet";
  const auto lines = wrapped(canvas, text, 10, render::Weight::regular, 100, 20);
  std::string together;
  for (const std::string& line : lines) {
    EXPECT_LE(canvas.text_width(line, 10, render::Weight::regular), 100);
    together += line;
  }
  std::string letters = text;
  std::erase(letters, ' ');
  std::erase(together, ' ');
  EXPECT_EQ(together, letters);
}

TEST(Wrapping, EndsTheLastAllowedLineWithAnEllipsis) {
  const RecordingCanvas canvas;
  const auto lines = wrapped(canvas, "yksi kaksi kolme neljätoista", 10, render::Weight::regular, 55, 2);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0], "yksi kaksi");
  EXPECT_EQ(lines[1], "kolme nelj…");
  EXPECT_TRUE(wrapped(canvas, "", 10, render::Weight::regular, 50, 3).empty());
  EXPECT_TRUE(wrapped(canvas, "sana", 10, render::Weight::regular, 50, 0).empty());
}

TEST(Wrapping, EndsForWidthsThatHoldNothing) {
  const RecordingCanvas canvas;
  for (const double width : {0.0, -10.0, 1.0})
    EXPECT_LE(wrapped(canvas, "pitkä sana", 10, render::Weight::regular, width, 30).size(), 30u);
}

}  // namespace
