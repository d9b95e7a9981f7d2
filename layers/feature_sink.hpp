// Adds rows to geo::Features and lists what is wrong with their geometries. Internal to layers/.
#pragma once

#include "geo/features.hpp"
#include "layers/problem_list.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

class OGRGeometry;

namespace layers {

class FeatureSink {
public:
  FeatureSink(geo::Features& features, ProblemList& problems, bool has_geometry)
      : features_(features), problems_(problems), has_geometry_(has_geometry) {}

  /// One row's geometry from WKB; an empty span is a null geometry. Throws geo::Error if the layer is too large.
  void add(std::int64_t id, std::span<const std::uint8_t> wkb);
  void add(std::int64_t id, const OGRGeometry* geometry);

private:
  void add_null(std::int64_t id);
  void list(const struct WkbFaults& faults, std::int64_t id);
  [[nodiscard]] std::vector<std::uint8_t> linear_wkb(const OGRGeometry& geometry) const;

  geo::Features& features_;
  ProblemList& problems_;
  bool has_geometry_;
  std::vector<std::uint8_t> buffer_;
};

/// Appends text to a column; what is not UTF-8 is read as Latin-1 and listed once for the row.
void append_text(geo::TextColumn& column, std::string_view text, std::string_view name, std::int64_t id,
                 ProblemList& problems);
void list_latin1(ProblemList& problems, std::string_view column, std::int64_t id);

}  // namespace layers
