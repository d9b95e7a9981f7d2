#include "geo/message.hpp"

namespace geo {

std::string filled(std::string_view text, const std::vector<std::string>& args) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_place =
        i + 2 < text.size() && text[i] == '{' && text[i + 1] >= '0' && text[i + 1] <= '9' && text[i + 2] == '}';
    const std::size_t n = is_place ? static_cast<std::size_t>(text[i + 1] - '0') : args.size();
    if (is_place && n < args.size()) {
      out += args[n];
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string english(const Message& message) {
  return filled(message.text, message.args);
}

}  // namespace geo
