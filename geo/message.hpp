// A sentence for the person, kept as a text that can be translated plus its arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// `text` is one of our own sentences (the gettext key, English) with places {0}, {1}, ...; `args` are data
/// and are only ever put into those places, never read as a format.
struct Message {
  std::string text;
  std::vector<std::string> args;
  bool operator==(const Message&) const = default;
};

/// Builds a message; xgettext collects its first argument (`--keyword=say`).
template <class... Args>
[[nodiscard]] Message say(std::string_view text, Args&&... args) {
  return {std::string(text), {std::string(std::forward<Args>(args))...}};
}

/// `text` with {0}, {1}, ... replaced by the arguments. A place without an argument stays as it is.
[[nodiscard]] std::string filled(std::string_view text, const std::vector<std::string>& args);

/// The message in English, for logs and the command line.
[[nodiscard]] std::string english(const Message& message);

}  // namespace geo
