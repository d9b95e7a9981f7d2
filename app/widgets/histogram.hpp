// The histogram of an attribute in the colours of its classes, with breaks that can be dragged.
#pragma once

#include "app/column_facts.hpp"
#include "app/look.hpp"

#include <optional>
#include <span>
#include <string>

namespace app {

struct BreakDrag {
  std::size_t index = 0;
  double value = 0;     ///< under the pointer, or where a key put it
  bool let_go = false;  ///< now it may become an edit
};

/// As wide as there is room. `class_colours` has one more colour than there are breaks. `text_of` writes a value.
/// The break that is held, if any.
std::optional<BreakDrag> break_histogram(const char* id, const Histogram& histogram, std::span<const double> breaks,
                                         std::span<const Colour> class_colours, float height,
                                         std::string (*text_of)(double));

}  // namespace app
