#include "geo/row_order.hpp"

#include "geo/text_order.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <random>

namespace {

using geo::Column;

Column texts(const std::vector<std::string>& rows) {
  geo::TextColumn column;
  for (const std::string& row : rows) column.append(row);
  return {"text", column, {}};
}

std::vector<std::uint32_t> sorted(const Column& column, bool descending = false) {
  geo::Progress progress;
  return geo::sorted_rows(column, descending, progress);
}

std::vector<std::string> in_order(const std::vector<std::string>& rows, bool descending = false) {
  std::vector<std::string> out;
  for (const std::uint32_t row : sorted(texts(rows), descending)) out.push_back(rows[row]);
  return out;
}

TEST(RowOrder, NumbersInATextAreComparedByTheirValue) {
  EXPECT_THAT(in_order({"Kohde 10", "Kohde 9", "Kohde 100", "Kohde 010b", "Kohde", "kohde 1"}),
              testing::ElementsAre("Kohde", "kohde 1", "Kohde 9", "Kohde 10", "Kohde 010b", "Kohde 100"));
}

TEST(RowOrder, FinnishLettersStandAfterZInTheirOrder) {
  EXPECT_THAT(
      in_order({"Öljy", "Aura", "Zeta", "Ämpäri", "Åbo", "öljy b", "Éclair", "Eeva", "Škoda", "Sata"}),
      testing::ElementsAre("Aura", "Éclair", "Eeva", "Sata", "Škoda", "Zeta", "Åbo", "Ämpäri", "Öljy", "öljy b"));
}

TEST(RowOrder, FoldingKeepsTheLengthAndKnowsFinnishLetters) {
  EXPECT_EQ(geo::folded("ÅÄÖ Šakki 12 ß €"), "åäö šakki 12 ß €");
  for (const std::string text : {"\xC3", "a\xFFz", "\xE2\x82", "ÄÄ\xC3"})
    EXPECT_EQ(geo::folded(text).size(), text.size());
}

TEST(TextSearch, FindsWhatIsThereInEitherCase) {
  const geo::TextSearch search("Hyötykäyttö");
  EXPECT_TRUE(search.is_in("JÄTTEEN HYÖTYKÄYTTÖ"));
  EXPECT_TRUE(search.is_in("hyötykäyttö"));
  EXPECT_FALSE(search.is_in("hyotykaytto"));
  EXPECT_FALSE(search.is_in("hyötykäytt\xC3"));
  EXPECT_FALSE(search.is_in(""));
  EXPECT_TRUE(geo::TextSearch("").is_in(""));
  EXPECT_TRUE(geo::TextSearch("ö").is_in("SILMÖ"));
  EXPECT_TRUE(geo::TextSearch("aab").is_in("aaab"));
  EXPECT_FALSE(geo::TextSearch("aab").is_in("aa"));
}

TEST(TextSearch, AgreesWithFindingInTheFoldedText) {
  std::mt19937 random(4);
  const std::string letters[] = {"a", "A", "b", "ä", "Ä", "€", "1", "я", "Я", "š", "Š"};
  const auto text = [&](std::size_t most) {
    std::string out;
    for (std::size_t i = random() % (most + 1); i > 0; --i) out += letters[random() % std::size(letters)];
    return out;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string in = text(8), wanted = text(3);
    EXPECT_EQ(geo::TextSearch(wanted).is_in(in), geo::folded(in).find(geo::folded(wanted)) != std::string::npos)
        << wanted << " in " << in;
  }
}

TEST(RowOrder, EqualValuesKeepTheirOrderInBothDirections) {
  EXPECT_THAT(sorted(texts({"b", "A", "a", "B", "a"})), testing::ElementsAre(1, 2, 4, 0, 3));
  EXPECT_THAT(sorted(texts({"b", "A", "a", "B", "a"}), true), testing::ElementsAre(0, 3, 1, 2, 4));
  const Column whole{"n", std::vector<std::int64_t>{2, 1, 2, 1}, {}};
  EXPECT_THAT(sorted(whole), testing::ElementsAre(1, 3, 0, 2));
  EXPECT_THAT(sorted(whole, true), testing::ElementsAre(0, 2, 1, 3));
}

TEST(RowOrder, RowsWithoutAValueComeLastInBothDirections) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Column numbers{"x", std::vector<double>{3, nan, -1, 0, 2}, {true, true, true, false, true}};
  EXPECT_THAT(sorted(numbers), testing::ElementsAre(2, 4, 0, 1, 3));
  EXPECT_THAT(sorted(numbers, true), testing::ElementsAre(0, 4, 2, 1, 3));
  Column words = texts({"b", "", "a"});
  words.valid = {true, false, true};
  EXPECT_THAT(sorted(words, true), testing::ElementsAre(0, 2, 1));
}

TEST(RowOrder, WholeNumbersBeyondDoublesAndInfinitiesKeepTheirOrder) {
  const std::int64_t big = (std::int64_t{1} << 60);
  const Column whole{
      "n", std::vector<std::int64_t>{big + 1, big, -big, std::numeric_limits<std::int64_t>::min(), 0}, {}};
  EXPECT_THAT(sorted(whole), testing::ElementsAre(3, 2, 4, 1, 0));
  const double inf = std::numeric_limits<double>::infinity();
  const Column numbers{"x", std::vector<double>{inf, -0.0, -inf, 0.0, -5e-324}, {}};
  EXPECT_THAT(sorted(numbers), testing::ElementsAre(2, 4, 1, 3, 0));
}

TEST(RowOrder, ManyRowsStandAsAPlainStableSortPutsThem) {
  std::mt19937 random(11);
  std::vector<std::string> rows;
  for (int i = 0; i < 20'000; ++i) {
    std::string text(1 + random() % 30, 'x');
    for (char& c : text) c = "aabbcc 019zÄ"[random() % 11];
    rows.push_back(std::string(random() % 4, ' ') + "Sama alku kaikilla " + text);
  }
  std::vector<std::uint32_t> expected(rows.size());
  for (std::uint32_t i = 0; i < expected.size(); ++i) expected[i] = i;
  std::stable_sort(expected.begin(), expected.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return geo::order_key(rows[a]) < geo::order_key(rows[b]); });
  EXPECT_EQ(sorted(texts(rows)), expected);
}

TEST(RowOrder, ASortThatIsNoLongerWantedStops) {
  geo::Progress progress;
  progress.cancel();
  EXPECT_THROW((void)geo::sorted_rows(texts({"a"}), false, progress), geo::Cancelled);
}

TEST(RowOrder, AMillionRowsTakeLessThanASecond) {
  std::mt19937 random(1);
  std::vector<double> values(1'000'000);
  for (double& v : values) v = std::ldexp(static_cast<double>(random()), -20);
  geo::TextColumn names;
  for (std::size_t i = 0; i < values.size(); ++i) names.append("Rakennus " + std::to_string(random() % 1'000'000));
  const auto start = std::chrono::steady_clock::now();
  const Column numbers{"x", values, {}};
  const std::vector<std::uint32_t> order = sorted(numbers);
  const auto middle = std::chrono::steady_clock::now();
  const std::vector<std::uint32_t> by_name = sorted({"name", names, {}});
  const auto end = std::chrono::steady_clock::now();
  for (std::size_t i = 1; i < order.size(); ++i) ASSERT_LE(values[order[i - 1]], values[order[i]]);
  const auto ms = [](auto duration) { return std::chrono::duration<double, std::milli>(duration).count(); };
  RecordProperty("numbers_ms", std::to_string(ms(middle - start)));
  RecordProperty("texts_ms", std::to_string(ms(end - middle)));
  std::printf("numbers %.0f ms, texts %.0f ms\n", ms(middle - start), ms(end - middle));
  EXPECT_LT(ms(middle - start), 1000);  // some 50 on an idle machine
  EXPECT_LT(ms(end - middle), 3000);    // some 300
}

}  // namespace
