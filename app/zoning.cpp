#include "app/zoning.hpp"

#include "render/theme.hpp"

namespace app {

std::optional<geo::Colour> zoning_colour(std::string_view code) {
  constexpr std::size_t longest_code = 6;
  if (code.empty() || code.size() > longest_code) return std::nullopt;
  for (const char c : code) {
    const bool belongs = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-';
    if (!belongs) return std::nullopt;
  }
  const render::MapTheme& map = render::map_theme(render::ThemeKind::light);
  switch (code.front()) {
    case 'A': return map.built;
    case 'C': return map.centre;
    case 'P':
    case 'K':
    case 'Y': return map.mixed;
    case 'T': return map.industry;
    case 'V': return map.park;
    case 'S': return map.reserve;
    case 'M': return map.forest;
    case 'R': return map.leisure;
    case 'W': return map.water;
    case 'E':
    case 'L': return map.rock;
    default: return std::nullopt;
  }
}

}  // namespace app
