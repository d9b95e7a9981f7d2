// Three kinds of wrong: our own mistake is an assert; a file that can not be used is an Error, shown once;
// a file that can partly be used is a Loaded<T> with the list of what was left out.
#pragma once

#include "geo/message.hpp"
#include "geo/space.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace geo {

/// An input that can not be used: which one, why, and what to do about it.
class Error : public std::runtime_error {
public:
  /// `subject` is the file, layer or argument (data); `reason` and `advice` are sentences of ours.
  Error(std::string subject, Message reason, Message advice = {});

  [[nodiscard]] const std::string& subject() const { return subject_; }
  [[nodiscard]] const Message& reason() const { return reason_; }
  [[nodiscard]] const Message& advice() const { return advice_; }

private:
  std::string subject_;
  Message reason_;
  Message advice_;
};

/// Work that was stopped by the person (`Progress::cancel`). Not an error: nothing is shown.
class Cancelled : public std::runtime_error {
public:
  Cancelled() : std::runtime_error("cancelled") {}
};

/// What happened to a part of an input.
enum class ProblemKind { repaired, left_out, doubtful };

/// One thing that was repaired, left out or is in doubt, and where.
struct Problem {
  ProblemKind kind = ProblemKind::left_out;
  Message reason;
  std::optional<std::int64_t> feature;  ///< the source's own feature id, if it concerns one feature
  std::optional<MapPoint> place;        ///< for "zoom to", if known
};

template <class T>
struct Loaded {
  T value;
  std::vector<Problem> problems;
};

}  // namespace geo
