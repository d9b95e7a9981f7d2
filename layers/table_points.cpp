#include "layers/table_points.hpp"

#include "layers/gdal_access.hpp"
#include "layers/number_text.hpp"
#include "layers/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace layers {

namespace {

struct Pair {
  std::string_view east, north, crs;
};

// Folded names (lower case, ä as a, no marks), in the order in which they are trusted.
constexpr std::array pairs{
    Pair{"longitude", "latitude", "EPSG:4326"},
    Pair{"lon", "lat", "EPSG:4326"},
    Pair{"lng", "lat", "EPSG:4326"},
    Pair{"long", "lat", "EPSG:4326"},
    Pair{"pituusaste", "leveysaste", "EPSG:4326"},
    Pair{"pituuspiiri", "leveyspiiri", "EPSG:4326"},
    Pair{"wgs84lon", "wgs84lat", "EPSG:4326"},
    Pair{"wgs84x", "wgs84y", "EPSG:4326"},
    Pair{"pointgeometrylon", "pointgeometrylat", "EPSG:4326"},
    Pair{"tm35fine", "tm35finn", "EPSG:3067"},
    Pair{"tm35finx", "tm35finy", "EPSG:3067"},
    Pair{"etrstm35fine", "etrstm35finn", "EPSG:3067"},
    Pair{"etrstm35finita", "etrstm35finpohjoinen", "EPSG:3067"},
    Pair{"itakoordinaatti", "pohjoiskoordinaatti", ""},
    Pair{"ita", "pohjoinen", ""},
    Pair{"easting", "northing", ""},
    Pair{"east", "north", ""},
    Pair{"ekoordinaatti", "nkoordinaatti", ""},
    Pair{"ekoord", "nkoord", ""},
    Pair{"xkoordinaatti", "ykoordinaatti", ""},
    Pair{"koordinaattix", "koordinaattiy", ""},
    Pair{"xkoord", "ykoord", ""},
    Pair{"koordx", "koordy", ""},
    Pair{"xcoordinate", "ycoordinate", ""},
    Pair{"xcoord", "ycoord", ""},
    Pair{"coordx", "coordy", ""},
    Pair{"pointx", "pointy", ""},
    Pair{"gkx", "gky", ""},
    Pair{"x", "y", ""},
    Pair{"e", "n", ""},
    Pair{"i", "p", ""},
};

std::optional<double> number_at(const geo::Column& column, std::size_t row) {
  if (!column.has_value(row)) return std::nullopt;
  if (column.is_number()) return column.number(row);
  return number_from_text(std::get<geo::TextColumn>(column.values).at(row));
}

/// A number that loses nothing when it is kept as one: no leading zero, plus sign or spaces.
bool is_plain_number(std::string_view text, bool& whole) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || digits.front() < '0' || digits.front() > '9') return false;
  if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.' && digits[1] != ',') return false;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) whole = false;
  constexpr std::size_t exact_digits = 15;
  if (whole && digits.size() > exact_digits) return false;
  return digits.find_first_not_of("0123456789.,eE-+") == std::string_view::npos && number_from_text(text).has_value();
}

}  // namespace

std::optional<CoordinateColumns> coordinate_columns(const std::vector<std::string>& names) {
  const auto named = [&](std::string_view wanted) -> const std::string* {
    for (const std::string& name : names)
      if (folded_letters(name) == wanted) return &name;
    return nullptr;
  };
  for (const Pair& pair : pairs) {
    const std::string* east = named(pair.east);
    const std::string* north = named(pair.north);
    if (east != nullptr && north != nullptr) return CoordinateColumns{*east, *north, std::string(pair.crs)};
  }
  return std::nullopt;
}

void make_points(geo::Features& features, const CoordinateColumns& columns, ProblemList& problems) {
  const geo::Column* east = features.column(columns.east);
  const geo::Column* north = features.column(columns.north);
  const std::size_t rows = features.size();
  features.positions.clear();
  features.ring_start = {0};
  features.part_start = {0};
  features.feature_start = {0};
  features.kind.clear();
  for (std::size_t row = 0; row < rows; ++row) {
    const std::optional<double> x = number_at(*east, row);
    const std::optional<double> y = number_at(*north, row);
    if (x && y && std::isfinite(*x) && std::isfinite(*y)) {
      features.positions.push_back({*x, *y});
      features.ring_start.push_back(static_cast<std::uint32_t>(features.positions.size()));
      features.part_start.push_back(static_cast<std::uint32_t>(features.ring_start.size() - 1));
      features.kind.push_back(geo::GeometryKind::point);
    } else {
      features.kind.push_back(geo::GeometryKind::none);
      const std::string said_east = east->has_value(row) ? clean_text(east->text(row)) : "";
      const std::string said_north = north->has_value(row) ? clean_text(north->text(row)) : "";
      if (said_east.empty() && said_north.empty())
        problems.add(geo::ProblemKind::doubtful, geo::say("The row has no coordinates; its attributes were kept."),
                     features.source_id[row]);
      else
        problems.add(geo::ProblemKind::left_out,
                     geo::say("The coordinates \"{0}\" and \"{1}\" are not a pair of numbers; the row has no place.",
                              said_east, said_north),
                     features.source_id[row]);
    }
    features.feature_start.push_back(static_cast<std::uint32_t>(features.part_start.size() - 1));
  }
}

void type_columns(geo::Features& features) {
  for (geo::Column& column : features.columns) {
    const auto* text = std::get_if<geo::TextColumn>(&column.values);
    if (text == nullptr) continue;
    bool numbers = true;
    bool whole = true;
    std::size_t filled = 0;
    for (std::size_t row = 0; row < text->size() && numbers; ++row) {
      if (!column.has_value(row) || text->at(row).empty()) continue;
      ++filled;
      numbers = is_plain_number(text->at(row), whole);
    }
    if (!numbers || filled == 0) continue;
    std::vector<double> values(text->size(), 0.0);
    std::vector<bool> valid(text->size(), true);
    for (std::size_t row = 0; row < text->size(); ++row) {
      const auto value = column.has_value(row) ? number_from_text(text->at(row)) : std::nullopt;
      valid[row] = value.has_value();
      values[row] = value.value_or(0);
    }
    if (filled < values.size()) column.valid = std::move(valid);
    if (whole) {
      std::vector<std::int64_t> integers(values.size());
      std::transform(values.begin(), values.end(), integers.begin(),
                     [](double v) { return static_cast<std::int64_t>(v); });
      column.values = std::move(integers);
    } else {
      column.values = std::move(values);
    }
  }
}

}  // namespace layers
