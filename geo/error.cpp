#include "geo/error.hpp"

namespace geo {

namespace {

std::string one_sentence(const std::string& subject, const Message& reason, const Message& advice) {
  std::string text = subject.empty() ? english(reason) : subject + ": " + english(reason);
  if (!advice.text.empty()) text += " " + english(advice);
  return text;
}

}  // namespace

Error::Error(std::string subject, Message reason, Message advice)
    : std::runtime_error(one_sentence(subject, reason, advice)),
      subject_(std::move(subject)),
      reason_(std::move(reason)),
      advice_(std::move(advice)) {
}

}  // namespace geo
