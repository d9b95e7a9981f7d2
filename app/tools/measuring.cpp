#include "app/tools/measuring.hpp"

#include "app/text.hpp"

#include <cmath>

namespace app {

Measured measured(const std::vector<geo::MapPoint>& path, const geo::Crs& map) {
  Measured figures;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const geo::MapPoint a = path[i - 1];
    const geo::MapPoint b = path[i];
    MeasuredEdge edge;
    edge.geodesic_m = geo::geodesic_length_m(geo::Geometry::line({a, b}), map);
    edge.grid_m = std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
    edge.geodesic_direction_deg = geo::geodesic_direction_deg(a, b, map);
    edge.grid_direction_deg = geo::grid_direction_deg(a, b);
    figures.geodesic_m += edge.geodesic_m;
    figures.grid_m += edge.grid_m;
    edge.total_geodesic_m = figures.geodesic_m;
    figures.edges.push_back(edge);
  }
  if (path.size() >= 3)
    if (const geo::Geometry ring = geo::Geometry::polygon(path); geo::is_valid(ring))
      figures.area = MeasuredArea{geo::geodesic_area_m2(ring, map) / 10'000, geo::planar_area_m2(ring) / 10'000,
                                  geo::geodesic_length_m(ring, map)};
  return figures;
}

std::string measured_text(const Measured& figures) {
  const auto row = [](const std::string& a, const std::string& b, const std::string& c, const std::string& d,
                      const std::string& e) { return a + "\t" + b + "\t" + c + "\t" + d + "\t" + e + "\n"; };
  std::string text =
      row(tr("Edge"), tr("Length m"), tr("Length on the grid m"), tr("Direction °"), tr("Grid direction °"));
  for (std::size_t i = 0; i < figures.edges.size(); ++i) {
    const MeasuredEdge& edge = figures.edges[i];
    text += row(std::to_string(i + 1), number(edge.geodesic_m, 2), number(edge.grid_m, 2),
                number(edge.geodesic_direction_deg, 2), number(edge.grid_direction_deg, 2));
  }
  text += row(tr("Total"), number(figures.geodesic_m, 2), number(figures.grid_m, 2), "", "");
  if (figures.area)
    text += row(tr("Area ha"), number(figures.area->geodesic_ha, 4), number(figures.area->grid_ha, 4), "", "");
  return text;
}

}  // namespace app
