// Kinds about what the script asked for: views, calls, and (last) its text.
#include <re2/re2.h>

#include <array>

#include "base/base.h"
#include "pysrc/pysrc.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

/// Numbers agree one by one, as far as asked; "*" asks for none.
bool near_enough(const Json& found, const Json& asked, double tolerance) {
  if (!found.is_array() || !asked.is_array() || found.size() < asked.size()) return false;
  for (size_t i = 0; i < asked.size(); ++i) {
    if (asked[i] == "*") continue;
    if (!found[i].is_number() || !asked[i].is_number() ||
        std::abs(found[i].get<double>() - asked[i].get<double>()) > tolerance)
      return false;
  }
  return true;
}

/// Does what stands at `pos_m` look where it is asked to, whatever lies there?
bool looks_along(const Json& visual, Vec3 axis) {
  constexpr double kSame_rad = 0.02;
  auto pos = vec3_from(get(visual, "pos_m")), target = vec3_from(get(visual, "target_m"));
  if (!pos || !target || !(length(*target - *pos) > 0)) return false;
  Vec3 ahead = unit(*target - *pos);
  return std::atan2(length(cross(ahead, unit(axis))), dot(ahead, unit(axis))) <= kSame_rad;
}

bool visual_fits(const Query& query, const Json& visual) {
  double tolerance = query.number("abs").value_or(1e-3);
  if (query.has("near_m") && !near_enough(get(visual, "pos_m"), get(query.parameters, "near_m"), tolerance))
    return false;
  if (query.has("target_m") && !near_enough(get(visual, "target_m"), get(query.parameters, "target_m"), tolerance))
    return false;
  if (auto along = query.vec3("along"); along && !looks_along(visual, *along)) return false;
  if (query.has("size_px") && get(visual, "size_px") != get(query.parameters, "size_px")) return false;
  return !query.has("title") || matches(get(query.parameters, "title"), get_string(visual, "title").value_or(""));
}

/// What the script asked to see, as far as the census knows.
std::string visual_text(const Json& visual) {
  std::string text = get_string(visual, "kind").value_or("");
  for (const auto& [key, word] :
       {std::pair{"pos_m", " at "}, {"target_m", " looking at "}, {"size_px", " of px "}, {"title", " titled "}})
    if (const Json& value = get(visual, key); !value.is_null()) text += word + to_text(value);
  return text;
}

/// The middle of a body's shape in the world, before the first step.
Json place_of(const Body& body, const Json& shape) {
  Vec3 in_body = vec3_from(get(shape, "pos_m")).value_or(Vec3{});
  Vec3 com = vec3_from(get(*body.json, "com_m")).value_or(Vec3{});
  return to_json(body.pos_m + rotate(body.quat, in_body - com));
}

/// Full extents, or radius and length. A box that stands along the world's axes is measured along them, as a wall may
/// be written long in X or turned by 90 degrees.
Json size_of(const Body& body, const Json& shape) {
  constexpr double kAlong = 1 - 1e-4;  // the cosine of less than a degree
  auto size = vec3_from(get(shape, "size_m"));
  if (get(shape, "type") != "box" || !size) return get(shape, "size_m");
  Quat turn = body.quat * quat_from(get(shape, "quat")).value_or(Quat{});
  Json along = get(shape, "size_m");
  for (auto [axis, extent] : {std::pair{Vec3{1, 0, 0}, size->x}, {Vec3{0, 1, 0}, size->y}, {Vec3{0, 0, 1}, size->z}}) {
    Vec3 way = rotate(turn, axis);
    std::array<double, 3> part{std::abs(way.x), std::abs(way.y), std::abs(way.z)};
    auto most = std::max_element(part.begin(), part.end());
    if (*most < kAlong) return get(shape, "size_m");
    along[most - part.begin()] = extent;
  }
  return along;
}

bool drawn_as_asked(const Query& query, const Body& body, const Json& shape) {
  if (!get_bool(shape, "visible").value_or(true)) return false;
  if (query.has("shape") && !matches(get(query.parameters, "shape"), get_string(shape, "type").value_or("")))
    return false;
  if (query.has("collides") && get_bool(shape, "collides").value_or(false) != query.flag("collides", false))
    return false;
  if (query.has("color") && !near_enough(get(shape, "color"), get(query.parameters, "color"), 0.02)) return false;
  double tolerance = query.number("abs").value_or(1e-3);
  if (query.has("near_m") && !near_enough(place_of(body, shape), get(query.parameters, "near_m"), tolerance))
    return false;
  return !query.has("size_m") || near_enough(size_of(body, shape), get(query.parameters, "size_m"), tolerance);
}

size_t shapes_drawn(const Query& query) {
  size_t count = 0;
  auto owner = query.object("of");
  for (const Body& body : query.world.bodies()) {
    const Json& shapes = get(*body.json, "shapes");
    if ((owner && owner->id != body.id) || !shapes.is_array()) continue;
    for (const Json& shape : shapes) count += drawn_as_asked(query, body, shape);
  }
  return count;
}

/// Arguments agree where the asked list has something: numbers within tolerance, texts as globs, lists item by item.
bool argument_fits(const Json& asked, const Json& found, const Json& tolerances) {
  if (asked.is_null()) return true;
  if (asked.is_string() && asked.get_ref<const std::string&>() == "*") return true;
  if (asked.is_number() && found.is_number()) {
    Json one{{"x", asked}, {"abs", get(tolerances, "abs")}, {"rel", get(tolerances, "rel")}};
    return Bound::from(one, "x", 1e-6).met(found.get<double>());
  }
  if (asked.is_string() && found.is_string()) return matches(asked, found.get<std::string>());
  if (asked.is_string() && found.is_object()) return matches(asked, get_string(found, "type").value_or(""));
  if (!asked.is_array() || !found.is_array()) return asked == found;
  if (found.size() < asked.size()) return false;
  for (size_t i = 0; i < asked.size(); ++i)
    if (!argument_fits(asked[i], found[i], tolerances)) return false;
  return true;
}

/// The calls of all names that match, by the log's totals (which go on counting after the log is full).
size_t counted(const Query& query) {
  std::string pattern = query.text("class").value_or("*") + "." + query.text("method").value_or("*");
  const Json& counts = get(query.world.trace().end, "counts");
  double total = 0;
  if (counts.is_object())
    for (const auto& [name, count] : counts.items())
      if (count.is_number() && glob_match(pattern, name)) total += count.get<double>();
  return static_cast<size_t>(std::clamp(total, 0.0, 1e15));
}

/// Calls in the log that fit; `others` gets the arguments of those that fit but for them.
size_t logged(const Query& query, std::vector<std::string>& others) {
  double total = 0;
  for (const Json* call : query.world.calls(query.text("class").value_or("*"), query.text("method").value_or("*"))) {
    if (argument_fits(get(query.parameters, "args"), get(*call, "args"), query.parameters))
      total += std::clamp(get_number(*call, "count").value_or(1), 1.0, 1e12);
    else
      others.push_back(to_text(get(*call, "args")));
  }
  return static_cast<size_t>(std::min(total, 1e15));
}

Finding decide_at_least_one(const Query& query, size_t count, std::string_view what) {
  bool bounded = query.has("equals") || query.has("min") || query.has("max");
  return decide_count(count, bounded ? query.parameters : Json{{"min", 1}}, what);
}

/// Says in an unmet finding what there was instead (up to three).
Finding with_others(Finding finding, std::vector<std::string> others) {
  constexpr size_t kShown = 3, kLongest = 120;
  if (finding.met.value_or(true) || others.empty()) return finding;
  if (others.size() > kShown) others.resize(kShown);
  for (std::string& other : others)
    if (other.size() > kLongest) other = to_utf8(std::string_view(other).substr(0, kLongest)) + "…";
  finding.reason += "; found " + join(others, " and ");
  return finding;
}

/// The program with its comments blanked. A cursor walks the tree, as a stranger's program may be nested to any depth.
std::string without_comments(std::string_view program) {
  pysrc::Tree tree{std::string(program)};
  std::string text = tree.source();
  TSTreeCursor cursor = ts_tree_cursor_new(tree.root());
  for (bool more = true; more;) {
    TSNode node = ts_tree_cursor_current_node(&cursor);
    if (std::string_view(ts_node_type(node)) == "comment")
      std::fill(text.begin() + ts_node_start_byte(node), text.begin() + ts_node_end_byte(node), ' ');
    more = ts_tree_cursor_goto_first_child(&cursor);
    while (!more && !(more = ts_tree_cursor_goto_next_sibling(&cursor)))
      if (!ts_tree_cursor_goto_parent(&cursor)) break;
  }
  ts_tree_cursor_delete(&cursor);
  return text;
}

}  // namespace

Finding check_visual(const Query& query) {
  std::string request = query.text("request").value_or("");
  size_t count = 0;
  std::vector<std::string> others;
  if (request == "shape") {
    count = shapes_drawn(query);
  } else {
    for (const Json& visual : query.world.visuals()) {
      if (get(visual, "kind") != request) continue;
      bool fits = visual_fits(query, visual);
      count += fits;
      if (!fits) others.push_back(visual_text(visual));
    }
  }
  Finding finding = decide_at_least_one(query, count, fmt::format("requests of a {} as asked", request));
  return with_others(std::move(finding), others);
}

Finding check_call(const Query& query) {
  std::vector<std::string> others;
  size_t count = logged(query, others);
  if (!query.has("args")) count = std::max(count, counted(query));
  std::string what = fmt::format("calls of {}.{}{}", query.text("class").value_or("*"),
                                 query.text("method").value_or("*"), query.has("args") ? " with such arguments" : "");
  return with_others(decide_at_least_one(query, count, what), others);
}

Finding check_code(const Query& query) {
  if (trim(query.program).empty()) return not_met("there is no program");
  RE2 pattern(query.text("pattern").value_or(""), RE2::Quiet);
  if (!pattern.ok()) return undecided("the pattern is broken: " + pattern.error());
  bool found = RE2::PartialMatch(without_comments(query.program), pattern), absent = query.flag("absent", false);
  return {found != absent, found, Json{{"pattern", query.text("pattern").value_or("")}, {"absent", absent}},
          fmt::format("the program {} a match of /{}/", found ? "has" : "has not", pattern.pattern())};
}

}  // namespace simbench::verdict
