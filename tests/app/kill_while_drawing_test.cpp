// A drawing session that is killed at 200 random instants: sites are drawn corner by corner, their corners dragged,
// things moved and deleted, steps undone and redone. All that was said to be saved is in the file, and the plan in the
// file is one that the session had.
#include "app/commands.hpp"
#include "app/workspace.hpp"
#include "layers/example_file.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <map>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// FNV-1a over all that a plan's tables hold.
class Digest {
public:
  void add(const geo::Plan& plan) {
    plan.for_each_table([&]<class T>(const geo::Table<T>& table) {
      for (const auto& row : table) {
        bytes(&row.id.value, sizeof row.id.value);
        geo::Describe<T>::fields(*row, *this);
      }
    });
  }
  template <class Field>
  void operator()(const char*, const Field& field) {
    put(field);
  }
  template <class Field>
  void operator()(const char*, const Field& field, geo::Limits) {
    put(field);
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

private:
  void bytes(const void* data, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      value_ = (value_ ^ static_cast<const unsigned char*>(data)[i]) * 1099511628211u;
  }
  void put(const std::string& text) { bytes(text.data(), text.size() + 1); }
  void put(const geo::Geometry& geometry) {
    for (const geo::Part& part : geometry.parts)
      for (const geo::Ring& ring : part.rings) bytes(ring.data(), ring.size() * sizeof(geo::MapPoint));
  }
  template <class Field>
  void put(const Field& field) {
    if constexpr (std::is_arithmetic_v<Field> || std::is_enum_v<Field>) bytes(&field, sizeof field);
  }
  std::uint64_t value_ = 14695981039346656037u;
};

std::uint64_t digest_of(const geo::Plan& plan) {
  Digest digest;
  digest.add(plan);
  return digest.value();
}

/// What the session tells: a plan that it had, or how many steps it was told are saved.
struct Word {
  char kind = 'p';
  std::uint64_t step = 0;
  std::uint64_t digest = 0;
};

/// One thing that a person does on the map.
void do_something(Workspace& w, std::mt19937& random) {
  const auto number = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  const auto at = [&](double x, double y) { return MapPointer{{w.camera.centre.x_m + x, w.camera.centre.y_m + y}, 1}; };
  const auto chosen_site = [&]() -> geo::Id<geo::SinkSite> {
    const auto& sites = w.plan().sink_sites();
    return std::next(sites.begin(), number(0, static_cast<int>(sites.size()) - 1))->id;
  };
  const int what = w.plan().sink_sites().size() < 3 ? 0 : number(0, 9);
  if (what < 4) {
    w.marking.choose(w, Tool::draw_area);
    const double x = number(-2000, 2000);
    const double y = number(-2000, 2000);
    const double side = number(20, 300);
    for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {side, 3.0}, {side - 2, side}, {1.0, side + 5}}) {
      w.marking.point_at(w, at(x + dx, y + dy));
      w.marking.click(w, at(x + dx, y + dy), false);
    }
    w.marking.finish(w);
  } else if (what < 7) {  // a corner is dragged
    const geo::Id<geo::SinkSite> id = chosen_site();
    w.select({id, {}});
    w.marking.choose(w, Tool::edit_vertices);
    const geo::MapPoint corner = w.plan().sink_sites().find(id)->geometry.parts[0].rings[0][0];
    MapPointer pointer{corner, 1};
    pointer.alt = true;
    w.marking.point_at(w, pointer);
    w.marking.press(w, pointer);
    pointer.place = {corner.x_m - number(1, 9), corner.y_m - number(1, 9)};
    w.marking.point_at(w, pointer);
    w.marking.release(w);
  } else if (what == 7) {
    w.select({chosen_site(), {}});
    w.delete_selected();
  } else {
    const int steps = number(1, 3);
    for (int i = 0; i < steps; ++i) what == 8 ? w.undo() : w.redo();
  }
  w.marking.choose(w, Tool::select);
}

[[noreturn]] void draw_until_killed(const std::string& path, int pipe_end, unsigned seed) {
  try {
    Workspace w([] {});
    w.camera.width_px = 1000;
    w.camera.height_px = 800;
    w.camera.centre = {244'000, 6'714'500};
    w.take(std::make_unique<Session>(path));
    std::mt19937 random(seed);
    const auto tell = [&](const Word& word) {
      if (write(pipe_end, &word, sizeof word) != sizeof word) _exit(1);
    };
    tell({'p', 0, digest_of(w.plan())});
    for (;;) {
      const std::uint64_t before = w.session().revision();
      do_something(w, random);
      if (w.session().revision() != before) tell({'p', w.session().revision(), digest_of(w.plan())});
      if (std::uniform_int_distribution<int>(0, 2)(random) == 0) std::this_thread::sleep_for(15ms);
      const std::uint64_t made = w.session().revision();
      if (w.session().saved().waiting == 0) tell({'s', made, 0});
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "the drawing session failed: %s\n", error.what());
  }
  _exit(1);
}

TEST(DrawingSession, NothingThatWasSavedIsLostInTwoHundredKills) {
  const fs::path folder = fs::temp_directory_path() / fmt::format("hiilitie_drawing_{}", getpid());
  fs::remove_all(folder);
  fs::create_directories(folder);
  const std::string path = (folder / "plan.sqlite").string();
  (void)layers::PlanStore::create(
      path, layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / "topinpuisto.toml"));
  std::mt19937 random(2026);
  std::uniform_int_distribution<useconds_t> delay_us(20'000, 160'000);
  int rounds_with_saved_steps = 0;
  std::int64_t steps_saved = 0;
  for (int round = 0; round < 200; ++round) {
    const std::int64_t first = layers::PlanStore::open(path, layers::PlanStore::Access::read).revision();
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      draw_until_killed(path, ends[1], static_cast<unsigned>(round));
    }
    close(ends[1]);
    Word word;
    ASSERT_EQ(read(ends[0], &word, sizeof word), static_cast<ssize_t>(sizeof word)) << "round " << round;
    std::map<std::uint64_t, std::uint64_t> plans{{word.step, word.digest}};
    usleep(delay_us(random));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the session ended by itself";
    std::uint64_t saved = 0;
    while (read(ends[0], &word, sizeof word) == static_cast<ssize_t>(sizeof word)) {
      if (word.kind == 'p')
        plans[word.step] = word.digest;
      else
        saved = word.step;
    }
    close(ends[0]);
    ASSERT_TRUE(layers::check_plan_file(path).empty()) << "round " << round;
    const auto store = layers::PlanStore::open(path, layers::PlanStore::Access::read);
    const auto in_file = static_cast<std::uint64_t>(store.revision() - first);
    ASSERT_GE(in_file, saved) << "round " << round;
    const geo::PlanPtr plan = store.load().value;
    // The last step may have reached the file before the session told of it; several undos are told as one.
    if (const auto told = plans.find(in_file); told != plans.end()) {
      EXPECT_EQ(digest_of(*plan), told->second) << "round " << round << ", step " << in_file;
    }
    rounds_with_saved_steps += saved > 0;
    steps_saved += static_cast<std::int64_t>(in_file);
  }
  EXPECT_GT(rounds_with_saved_steps, 20);  // on a busy machine most kills come before the first write
  EXPECT_GT(steps_saved, 200);             // the kills came while there was work
  fs::remove_all(folder);
}

}  // namespace
}  // namespace app
