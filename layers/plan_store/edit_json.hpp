// Edits as JSON: what the history of a plan file holds.
//   [{"table": "sink_site", "id": 3, "before": {...}, "after": {...}}, ...]
// An addition has no `before`, a removal no `after`; a change has only the fields that differ.
#pragma once

#include "geo/plan/edit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace layers {

[[nodiscard]] std::string json_of(const std::vector<geo::AnyChange>& changes);

/// Puts into `plan` what was there before the changes of the JSON. Returns false if the text can not be read; what
/// the JSON says of things or fields that this plan does not have is passed over.
bool take_back(geo::Plan& plan, std::string_view json);

/// The arguments of a message as a JSON list, and back (empty if it can not be read).
[[nodiscard]] std::string json_of_arguments(const std::vector<std::string>& arguments);
[[nodiscard]] std::vector<std::string> arguments_of_json(std::string_view json);

}  // namespace layers
