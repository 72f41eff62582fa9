#include "base/json_part.h"

#include <simdjson.h>

namespace simbench {
namespace {

namespace dom = simdjson::dom;

const Wanted* find(const std::vector<Wanted>& members, std::string_view name) {
  for (const Wanted& member : members)
    if (member.name == name) return &member;
  return nullptr;
}

Json json_of(dom::element value, const Wanted& wanted) {
  switch (value.type()) {
    case dom::element_type::OBJECT: {
      Json object = Json::object();
      auto& members = object.get_ref<Json::object_t&>();
      for (auto [name, member] : dom::object(value)) {  // of members of one name the last one stands
        if (wanted.members.empty())
          members.insert_or_assign(std::string(name), json_of(member, wanted));
        else if (const Wanted* known = find(wanted.members, name))
          members.insert_or_assign(std::string(name), json_of(member, *known));
      }
      return object;
    }
    case dom::element_type::ARRAY: {
      Json list = Json::array();
      for (dom::element element : dom::array(value)) list.push_back(json_of(element, wanted));
      return list;
    }
    case dom::element_type::STRING:
      return std::string_view(value);
    case dom::element_type::DOUBLE:
      return double(value);
    case dom::element_type::UINT64:
      return uint64_t(value);
    case dom::element_type::INT64:  // Json has those that aren't negative as unsigned ones
      return int64_t(value) < 0 ? Json(int64_t(value)) : Json(static_cast<uint64_t>(int64_t(value)));
    case dom::element_type::BOOL:
      return bool(value);
    default:
      return nullptr;
  }
}

/// One a thread: it keeps its memory. Longer or deeper texts are parse_json's.
dom::parser& parser_here() {
  constexpr size_t kLongest = size_t{1} << 20, kFirst = size_t{1} << 14, kDeepest = 200;
  static thread_local dom::parser parser(kLongest);
  static thread_local bool ready = parser.allocate(kFirst, kDeepest) == simdjson::SUCCESS;
  check(ready, "no memory for a JSON parser");
  return parser;
}

}  // namespace

Result<Json> parse_json_part(std::string_view text, const Wanted& wanted, std::string_view where) {
  dom::element root;
  if (parser_here().parse(text.data(), text.size()).get(root) == simdjson::SUCCESS) return json_of(root, wanted);
  return parse_json(text, where);  // what isn't JSON and why; long, deep and beyond 64 bits
}

}  // namespace simbench
