#include "base/base.h"
#include "trace/trace.h"

namespace simbench::trace {
namespace {

const Block* find_block(const Segment& segment, std::string_view kind, int id, int mesh) {
  for (const Block& block : segment.blocks)
    if (block.kind == kind && block.id == id && block.mesh == mesh) return &block;
  return nullptr;
}

}  // namespace

const Json& Trace::first_census() const {
  static const Json empty = Json::object();
  for (const Json& census : censuses)
    if (get(census, "when") == "first_step") return census;
  return empty;
}

const Json& Trace::last_census() const {
  static const Json empty = Json::object();
  for (auto census = censuses.rbegin(); census != censuses.rend(); ++census)
    if (get(*census, "when") == "end") return *census;
  return empty;
}

Json Trace::objects(std::string_view list) const {
  Json all = Json::array();
  std::set<Json> ids, without_id;
  for (const Json& census : censuses) {
    const Json& items = get(census, list);
    if (!items.is_array()) continue;
    for (const Json& item : items) {
      if (!item.is_object()) continue;
      const Json& id = get(item, "id");
      bool fresh = id.is_null() ? without_id.insert(item).second : ids.insert(id).second;
      if (fresh) all.push_back(item);
    }
  }
  return all;
}

std::vector<double> Trace::times() const {
  std::vector<double> times;
  times.reserve(sample_count());
  for (const Segment& segment : segments)
    for (size_t row = 0; row < segment.size(); ++row) times.push_back(segment.values[row * segment.stride]);
  return times;
}

std::vector<double> Trace::series(std::string_view kind, int id, size_t column, int mesh) const {
  std::vector<double> numbers;
  numbers.reserve(sample_count());
  for (const Segment& segment : segments) {
    const Block* block = find_block(segment, kind, id, mesh);
    bool there = block && column < block->width;
    for (size_t row = 0; row < segment.size(); ++row)
      numbers.push_back(there ? segment.values[row * segment.stride + block->offset + column] : std::nan(""));
  }
  return numbers;
}

size_t Trace::width(std::string_view kind, int id, int mesh) const {
  for (const Segment& segment : segments)
    if (const Block* block = find_block(segment, kind, id, mesh)) return block->width;
  return 0;
}

size_t Trace::sample_count() const {
  size_t count = 0;
  for (const Segment& segment : segments) count += segment.size();
  return count;
}

}  // namespace simbench::trace
