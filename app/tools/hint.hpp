// The hint line: what the next click does, and the keys that mean something now.
#pragma once

#include <string>
#include <vector>

namespace app {

class Workspace;

struct HintKey {
  std::string key;
  std::string verb;
};

/// Texts in the person's language. Without words when the tool needs no hint.
struct Hint {
  std::string what;
  std::vector<HintKey> keys;
};

[[nodiscard]] Hint hint_of(const Workspace& workspace);

}  // namespace app
