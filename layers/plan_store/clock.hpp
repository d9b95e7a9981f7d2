#pragma once

#include <string>

namespace layers {

/// Now in ISO 8601, UTC, to the second: "2026-05-04T09:30:00Z".
[[nodiscard]] std::string now_utc();

}  // namespace layers
