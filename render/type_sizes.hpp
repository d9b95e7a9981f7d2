// The em sizes of look.md section 3 for a body size u (ascender to descender, Inter: 1.21 em).
#pragma once

namespace render {

struct TypeSizes {
  explicit TypeSizes(double u)
      : text(u / 1.21),
        small(0.89 * u / 1.21),
        micro(0.83 * u / 1.21),
        title(1.18 * u / 1.21),
        heading(1.42 * u / 1.21) {}
  double text;
  double small;
  double micro;
  double title;
  double heading;
};

}  // namespace render
