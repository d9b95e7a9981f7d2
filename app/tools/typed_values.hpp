// Length, direction or coordinates that are typed while a shape is drawn.
#pragma once

#include "geo/space.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>

namespace app {

enum class TypedField { length, direction, place };

class TypedValues {
public:
  [[nodiscard]] TypedField active() const { return active_; }
  void activate(TypedField field) { active_ = field; }
  /// Length, direction, coordinates, length again.
  void next();
  [[nodiscard]] const std::string& text(TypedField field) const { return texts_[static_cast<std::size_t>(field)]; }
  /// Takes a character if it can be part of the active field's value. Returns whether it did.
  bool type(char32_t character);
  /// Removes the last character. False if the active field is empty.
  bool erase();
  void clear();
  [[nodiscard]] bool empty() const;

  /// Geodesic length [m], positive; decimals after a comma or a point.
  [[nodiscard]] std::optional<double> length_m() const;
  /// Clockwise from grid north [deg].
  [[nodiscard]] std::optional<double> direction_deg() const;
  /// "6820704 334622", "N 6 820 704 E 334 622": north first, in the plan's metres.
  [[nodiscard]] std::optional<geo::MapPoint> place() const;

private:
  TypedField active_ = TypedField::length;
  std::array<std::string, 3> texts_;
};

}  // namespace app
