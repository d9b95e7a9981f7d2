#include "layers/asset_files.hpp"

#include "geo/error.hpp"

#include <cstdlib>
#include <system_error>
#include <vector>

namespace layers {

namespace fs = std::filesystem;

fs::path asset_folder() {
  std::vector<fs::path> tried;
  if (const char* said = std::getenv("HIILITIE_ASSETS"); said != nullptr && *said != '\0') tried.emplace_back(said);
  std::error_code no_proc;
  const fs::path program = fs::read_symlink("/proc/self/exe", no_proc);
  for (fs::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    tried.push_back(folder / "assets");
    tried.push_back(folder / "share" / "hiilitie" / "assets");
    if (tried.size() > 6) break;
  }
  for (const fs::path& folder : tried) {
    std::error_code ignored;
    if (fs::exists(folder / "land_cover.toml", ignored)) return folder;
  }
  std::string list;
  for (const fs::path& folder : tried) list += (list.empty() ? "" : ", ") + folder.string();
  throw geo::Error("assets", geo::say("The program's own data was not found. Looked in: {0}.", list),
                   geo::say("Install the program again, or name the folder in HIILITIE_ASSETS."));
}

}  // namespace layers
