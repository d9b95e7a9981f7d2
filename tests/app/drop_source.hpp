// Drags files from another program onto a window, by the XDND protocol (version 5, freedesktop.org).
#pragma once

#include <string>
#include <vector>

namespace tests {

/// Drops the files at a place of the window of class "hiilitie". Empty if the window took them, else what went wrong.
[[nodiscard]] std::string drop_files(const std::string& display, const std::vector<std::string>& paths, int x_px,
                                     int y_px);

}  // namespace tests
