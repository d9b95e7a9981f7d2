// Enumerations as the words that stand in files, so that one list serves SQL checks, JSON and the command line.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

namespace geo {

/// Specialised for each enumeration with `static constexpr std::array names`, in the order of its values.
template <class E>
struct EnumText;

template <class E>
concept NamedEnum = std::is_enum_v<E> && requires {
  EnumText<E>::names.size();
};

template <NamedEnum E>
[[nodiscard]] constexpr std::string_view text_of(E value) {
  return EnumText<E>::names[static_cast<std::size_t>(value)];
}

template <NamedEnum E>
[[nodiscard]] constexpr std::optional<E> enum_of(std::string_view text) {
  for (std::size_t i = 0; i < EnumText<E>::names.size(); ++i)
    if (EnumText<E>::names[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace geo
