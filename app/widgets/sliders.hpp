// The small slider and the year slider (look.md section 8).
#pragma once

#include "app/look.hpp"

#include <string_view>

namespace app {

struct SliderResult {
  bool moved = false;   ///< the value changed in this frame
  bool let_go = false;  ///< the person let go after moving: now it may become an edit
};

/// Track 3 px, knob 13 px. `width` in pixels.
SliderResult small_slider(const char* id, double& value, double low, double high, float width);

/// A line of the inspector with a slider, its value written at the right end.
SliderResult field_slider(const char* id, std::string_view label, double& value, double low, double high,
                          std::string_view text);

/// The place of a year on the slider's track.
struct YearAxis {
  float left = 0;   ///< of the first year's middle [px]
  float right = 0;  ///< of the last year's middle [px]
  int first_year = 2017;
  int last_year = 2045;
  [[nodiscard]] float x_of(int year) const {
    return left + (right - left) * static_cast<float>(year - first_year) / static_cast<float>(last_year - first_year);
  }
};

/// Draws the slider with its track at `y` and takes the pointer; returns true when the year changed.
bool year_slider(const char* id, const YearAxis& axis, float y, int& year);
/// Height below the track that ticks and years need [px].
[[nodiscard]] float year_slider_height();

}  // namespace app
