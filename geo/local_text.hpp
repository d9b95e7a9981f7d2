// A text that data carries in the three languages of the region.
#pragma once

#include <string>
#include <string_view>

namespace geo {

/// English stands in for a language that is empty.
struct LocalText {
  std::string en;
  std::string fi;
  std::string sv;
  bool operator==(const LocalText&) const = default;
  /// `language` is "en", "fi" or "sv"; anything else is English.
  [[nodiscard]] const std::string& in(std::string_view language) const {
    const std::string& text = language == "fi" ? fi : language == "sv" ? sv : en;
    return text.empty() ? en : text;
  }
};

}  // namespace geo
