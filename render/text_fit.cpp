#include "render/text_fit.hpp"

#include "render/text.hpp"

#include <algorithm>

namespace render {

namespace {

/// How many of the first code points fit into the width, found by halving.
std::size_t fitting(const Canvas& canvas, std::u32string_view text, double em, Weight weight, double width,
                    std::u32string_view end) {
  std::size_t low = 0, high = text.size();
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    std::u32string head(text.substr(0, middle));
    head += end;
    if (canvas.text_width(utf8_from(head), em, weight) <= width)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

std::string cut(const Canvas& canvas, std::u32string_view text, double em, Weight weight, double width) {
  if (canvas.text_width(utf8_from(text), em, weight) <= width) return utf8_from(text);
  std::u32string head(text.substr(0, fitting(canvas, text, em, weight, width, U"…")));
  while (!head.empty() && (head.back() == ' ' || head.back() == ',')) head.pop_back();
  if (head.empty() && canvas.text_width("…", em, weight) > width) return {};
  return utf8_from(head + U"…");
}

}  // namespace

std::string ellipsised(const Canvas& canvas, std::string_view text, double em, Weight weight, double width) {
  return cut(canvas, shown_text(text), em, weight, width);
}

std::vector<std::string> wrapped(const Canvas& canvas, std::string_view text, double em, Weight weight, double width,
                                 std::size_t max_lines) {
  std::vector<std::string> lines;
  const std::u32string shown = shown_text(text);
  std::u32string_view rest = shown;
  while (!rest.empty() && lines.size() < max_lines) {
    std::size_t count = fitting(canvas, rest, em, weight, width, U"");
    if (count == rest.size() || lines.size() + 1 == max_lines) {
      lines.push_back(cut(canvas, rest, em, weight, width));
      break;
    }
    if (rest[count] != ' ')
      if (const auto space = rest.substr(0, count).rfind(U' '); space != rest.npos && space > 0) count = space;
    count = std::max<std::size_t>(count, 1);
    lines.push_back(utf8_from(rest.substr(0, count)));
    rest.remove_prefix(count);
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }
  return lines;
}

}  // namespace render
