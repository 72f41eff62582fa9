#include "report/motions.h"

#include "replay/replay.h"
#include "report/page.h"
#include "report/trajectory.h"
#include "trace/trace.h"

namespace simbench::report {
namespace {

constexpr size_t kLargestScene = 2'000'000;  // ten times an honest one: a census can be made as long as one likes

}  // namespace

void Motions::add(const std::string& hash) {
  auto [it, is_new] = known_.try_emplace(hash);
  if (hash.empty() || !is_new) return;
  auto trace = trace::read(trace::file(store_.trace_folder(), hash));
  if (!trace) return;
  it->second.trajectory = blobs_.add(to_text(thin_trajectory(*trace, options_.trajectory_points)));
  if (scene_bytes_ >= options_.replay_bytes) {
    it->second.scene = "left out";
    return;
  }
  Json scene = replay::scene_of(*trace);
  if (scene.is_null()) return;
  std::string text = to_text(scene);
  if (text.size() > kLargestScene) {
    it->second.scene = "left out";
    return;
  }
  size_t before = blobs_.bytes();
  it->second.scene = blobs_.add(text);
  scene_bytes_ += blobs_.bytes() - before;
}

const Motion& Motions::of(const std::string& hash) const {
  static const Motion none;
  auto found = known_.find(hash);
  return found == known_.end() ? none : found->second;
}

ThreeInPage three_in_page(Blobs& blobs) {
  std::optional<replay::ThreeJs> three = replay::three_js();
  if (!three) return {nullptr, ""};
  Json modules{{"core", blobs.add(three->core)},
               {"renderer", blobs.add(three->renderer)},
               {"controls", blobs.add(three->controls)}};
  return {std::move(modules), three->licence};
}

std::string page_script(std::string_view last) {
  std::string all;
  for (std::string_view name : {"texts.js", "plots.js", "requirements.js"}) all += page_file(name);
  for (std::string_view name : {"motion.js", "shapes.js", "stage.js", "player.js"}) all += replay::page_file(name);
  return all += page_file(last);
}

std::string page_style() {
  return std::string(page_file("style.css")) + std::string(replay::page_file("player.css"));
}

}  // namespace simbench::report
