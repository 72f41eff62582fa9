#include "pysrc/tool_call.h"

#include "base/json.h"
#include "pysrc/bare_code.h"

namespace simbench::pysrc {
namespace {

constexpr int kDeepest = 8;
constexpr size_t kMostTexts = 200;
constexpr size_t kLongest = size_t{1} << 20;  ///< bytes of a text in which calls are looked for

bool names_code(std::string_view key) {
  static constexpr std::string_view kKeys[] = {"code", "program", "script", "source", "python", "content", "file_text"};
  return std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys);
}

class Collector {
 public:
  void take(const Json& value, std::string_view key, int depth) {
    if (depth > kDeepest || blocks_.size() >= kMostTexts) return;
    if (value.is_string()) return take_text(value.get_ref<const std::string&>(), key, depth);
    if (value.is_array())
      for (const Json& item : value) take(item, key, depth + 1);
    if (value.is_object())
      for (const auto& [name, item] : value.items()) take(item, name, depth + 1);
  }
  std::vector<Block> blocks_;

 private:
  void take_text(const std::string& text, std::string_view key, int depth) {
    // Arguments are often JSON in a text.
    if (trim(text).starts_with('{') || trim(text).starts_with('['))
      if (Result<Json> inner = parse_mended_json(text, ""); inner && inner->is_structured())
        return take(*inner, key, depth + 1);
    std::vector<Block> fenced = fenced_blocks(text);
    std::erase_if(fenced, [](const Block& block) { return !is_python(block.tag); });
    for (Block& block : fenced) add(std::move(block));
    if (!fenced.empty()) return;
    bool several_lines = trim(text).find('\n') != std::string_view::npos;
    if (looks_like_python(text) || (names_code(key) && several_lines))
      add({.tag = "python", .code = text, .closed = true});
  }
  void add(Block block) {
    block.origin = "tool_call";
    unwrap(block);
    block.lines = split_lines(block.code).size();
    blocks_.push_back(std::move(block));
  }
};

/// A text value under a name that means code, in JSON that doesn't end.
std::optional<Block> cut_off_call(std::string_view text) {
  for (size_t place = text.find('"'); place != std::string_view::npos; place = text.find('"', place + 1)) {
    size_t end = text.find('"', place + 1);
    if (end == std::string_view::npos) break;
    std::string_view key = text.substr(place + 1, end - place - 1);
    size_t colon = text.find_first_not_of(" \n\t", end + 1);
    if (!names_code(key) || colon == std::string_view::npos || text[colon] != ':') continue;
    size_t value = text.find_first_not_of(" \n\t", colon + 1);
    if (value == std::string_view::npos || text[value] != '"') continue;
    Block block{.tag = "python", .code = json_string_at(text, value + 1), .closed = false, .origin = "tool_call"};
    block.lines = split_lines(block.code).size();
    if (block.lines > 1) return block;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Block> blocks_in_arguments(const Json& arguments) {
  Collector collector;
  collector.take(arguments, "", 0);
  bool unread_text = collector.blocks_.empty() && arguments.is_string();
  return unread_text ? blocks_in_written_calls(arguments.get_ref<const std::string&>()) : std::move(collector.blocks_);
}

std::vector<Block> blocks_in_written_calls(std::string_view text) {
  text = text.substr(0, kLongest);
  Collector collector;
  for (const Json& object : json_objects_in(text)) collector.take(object, "", 0);
  if (collector.blocks_.empty())
    if (std::optional<Block> block = cut_off_call(text)) collector.blocks_.push_back(std::move(*block));
  return std::move(collector.blocks_);
}

}  // namespace simbench::pysrc
