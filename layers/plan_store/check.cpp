#include "layers/plan_store/database.hpp"
#include "layers/plan_store/plan_store.hpp"

namespace layers {

using geo::say;

std::vector<Fault> check_plan_file(const std::string& path) {
  std::vector<Fault> faults;
  Database database(path, Database::Mode::read);
  Statement integrity(database, "PRAGMA integrity_check(100)");
  while (integrity.step())
    if (integrity.text(0) != "ok") faults.push_back({{}, {}, say("The file is damaged: {0}.", integrity.text(0))});
  Statement references(database, "PRAGMA foreign_key_check");
  while (references.step())
    faults.push_back({std::string(references.text(0)), references.integer(1),
                      say("The row refers to a row of {0} that is not there.", references.text(2))});
  return faults;
}

}  // namespace layers
