// Names of layers and columns made comparable.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace layers {

/// Lower case, å and ä as a, ö as o, everything but letters and digits removed: "Itä-koordinaatti" is
/// "itakoordinaatti". Text that is not UTF-8 is taken byte by byte.
[[nodiscard]] std::string folded_letters(std::string_view name);
/// The folded words of a name, parted at marks, digits and humps: "roadLink_2021" is {"road", "link", "2021"}.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view name);

}  // namespace layers
