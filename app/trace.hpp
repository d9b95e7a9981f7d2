// What the window does as lines of text, for tests and for looking into it (WindowOptions::trace_path says which).
#pragma once

#include "app/map/map_view.hpp"
#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <cstdio>
#include <map>
#include <set>
#include <string>

namespace app {

/// Each line is written only when it changed. Without a path nothing is written or noted.
class Trace {
public:
  explicit Trace(const std::string& path);
  ~Trace();
  Trace(const Trace&) = delete;
  Trace& operator=(const Trace&) = delete;

  void frame(long count, const Workspace& workspace, const MapView& map);
  void copied(const std::string& text);

private:
  void write(const std::string& line);
  void change(std::string& last, std::string line);
  void write_places();
  void write_faults();

  std::FILE* file_;
  std::string camera_, tool_, plan_, look_, overlay_, page_, seen_, shown_, present_, selected_, table_, card_, flows_,
      proposals_;
  std::map<std::string, ImVec2, std::less<>> places_;
  std::set<std::string> faults_;
  bool idle_ = false;
};

}  // namespace app
