// Problems while a file is read: grouped by reason, so that a million rows with one fault stay one readable list.
#pragma once

#include "geo/error.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace layers {

class ProblemList {
public:
  /// So many features are listed one by one for each reason; the rest is counted in one sentence after them.
  static constexpr std::size_t listed_each = 1000;

  void add(geo::ProblemKind kind, geo::Message reason, std::optional<std::int64_t> feature = {},
           std::optional<geo::MapPoint> place = {});
  void add(const std::vector<geo::Problem>& problems);
  [[nodiscard]] bool empty() const { return groups_.empty(); }
  /// All problems, those with the same reason together in the order of their first.
  [[nodiscard]] std::vector<geo::Problem> take();

private:
  struct Group {
    std::vector<geo::Problem> listed;
    std::size_t more = 0;
  };
  std::vector<Group> groups_;
};

}  // namespace layers
