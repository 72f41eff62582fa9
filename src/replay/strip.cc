// Key instants side by side: orthographic outlines, painted from back to front. Every shape that a trace knows is
// convex, so that its picture is the hull of some points of it.
#include "replay/instants.h"
#include "replay/replay.h"

namespace simbench::replay {
namespace {

using Point = std::array<double, 3>;
struct Flat {
  double x = 0, y = 0;
};

constexpr double kPanel = 210, kTop = 26, kMargin = 10, kScaleRoom = 26;
constexpr size_t kCircle = 28;
constexpr double kFlat = 0.2;
constexpr int kTheirs = 1'000'000'000;

Point plus(const Point& a, const Point& b) {
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

/// `p` turned by the quaternion w x y z.
Point turned(const std::array<double, 4>& q, const Point& p) {
  auto [w, x, y, z] = q;
  Point c{y * p[2] - z * p[1] + w * p[0], z * p[0] - x * p[2] + w * p[1], x * p[1] - y * p[0] + w * p[2]};
  return {p[0] + 2 * (y * c[2] - z * c[1]), p[1] + 2 * (z * c[0] - x * c[2]), p[2] + 2 * (x * c[1] - y * c[0])};
}

template <size_t n>
std::array<double, n> numbers_or(const Json& list, std::array<double, n> fallback) {
  if (!list.is_array() || list.size() != n) return fallback;
  std::array<double, n> out{};
  for (size_t i = 0; i < n; ++i) {
    if (!list[i].is_number()) return fallback;
    out[i] = list[i].get<double>();
  }
  return out;
}

std::vector<double> sizes_of(const Json& shape) {
  std::vector<double> out;
  for (const Json& size : get(shape, "size_m"))
    if (size.is_number()) out.push_back(size.get<double>());
  return out;
}

/// A ring of radius r about z at height h.
void add_ring(std::vector<Point>& points, double r, double h) {
  for (size_t i = 0; i < kCircle; ++i) {
    double angle = 2 * M_PI * static_cast<double>(i) / kCircle;
    points.push_back({r * std::cos(angle), r * std::sin(angle), h});
  }
}

void add_ball(std::vector<Point>& points, const Point& radii, double h) {
  for (double latitude : {-1.2, -0.8, -0.4, 0.0, 0.4, 0.8, 1.2})
    for (size_t i = 0; i < kCircle; ++i) {
      double angle = 2 * M_PI * static_cast<double>(i) / kCircle;
      points.push_back({radii[0] * std::cos(latitude) * std::cos(angle),
                        radii[1] * std::cos(latitude) * std::sin(angle), h + radii[2] * std::sin(latitude)});
    }
}

/// Points whose hull the shape is, in its own frame; none of one that has no size, is endless or is no body's (ground).
std::vector<Point> points_of(const Json& shape) {
  std::string type = get_string(shape, "type").value_or("");
  std::vector<double> s = sizes_of(shape);
  std::vector<Point> points;
  if (type == "plane" || type == "hfield" || s.empty()) return points;
  if (type == "sphere") {
    add_ball(points, {s[0], s[0], s[0]}, 0);
  } else if (s.size() == 2 && type == "capsule") {
    add_ball(points, {s[0], s[0], s[0]}, s[1] / 2), add_ball(points, {s[0], s[0], s[0]}, -s[1] / 2);
  } else if (s.size() == 2) {
    add_ring(points, s[0], -s[1] / 2), add_ring(points, type == "cone" ? 0 : s[0], s[1] / 2);
  } else if (s.size() == 3 && type == "ellipsoid") {
    add_ball(points, {s[0] / 2, s[1] / 2, s[2] / 2}, 0);
  } else if (s.size() == 3) {
    for (int corner = 0; corner < 8; ++corner)
      points.push_back(
          {(corner & 1 ? s[0] : -s[0]) / 2, (corner & 2 ? s[1] : -s[1]) / 2, (corner & 4 ? s[2] : -s[2]) / 2});
  }
  return points;
}

/// Convex hull, anticlockwise (Andrew's monotone chain).
std::vector<Flat> hull_of(std::vector<Flat> points) {
  std::sort(points.begin(), points.end(), [](Flat a, Flat b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
  std::vector<Flat> hull;
  auto add = [&](Flat p, size_t least) {
    auto turns_right = [&](Flat a, Flat b) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) <= 0; };
    while (hull.size() > least && turns_right(hull[hull.size() - 2], hull.back())) hull.pop_back();
    hull.push_back(p);
  };
  for (Flat p : points) add(p, 1);
  size_t lower = hull.size();
  for (auto p = points.rbegin(); p != points.rend(); ++p) add(*p, lower);
  if (!hull.empty()) hull.pop_back();
  return hull;
}

/// One shape's outline at one instant, with how far behind it lies.
struct Outline {
  std::vector<Flat> points;
  double depth = 0;
  std::string color;
  bool fixed = false;
  std::pair<int, int> owner{};  ///< of the body, or of the mesh and −1: outlines of one thing in several panels
};

/// Looks along one axis of the world; up is up.
struct Eye {
  size_t along = 1, right = 0, up = 2;
  double sign = 1;  ///< of up: gravity may point along an axis
  Flat flat(const Point& p) const { return {p[right], sign * p[up]}; }
};

struct Run {
  const trace::Trace& trace;
  Instants shown;
  Json bodies;
};

std::string color_of(const Json& shape) {
  auto c = numbers_or<3>(get(shape, "color"), {0.55, 0.62, 0.7});
  auto part = [](double x) { return static_cast<int>(std::lround(255 * std::clamp(x, 0.0, 1.0))); };
  return fmt::format("#{:02x}{:02x}{:02x}", part(c[0]), part(c[1]), part(c[2]));
}

void add_body(std::vector<Outline>& out, const Run& run, const Json& body, size_t instant, const Eye& eye) {
  int id = static_cast<int>(get_number(body, "id").value_or(-1));
  Point place = numbers_or<3>(get(body, "pos_m"), {0, 0, 0});
  std::array<double, 4> turn = numbers_or<4>(get(body, "quat"), {1, 0, 0, 0});
  if (auto pose = run.shown.columns("body", id, 0, 7); !pose.empty() && instant < pose[0].size()) {
    for (size_t i = 0; i < 3; ++i) place[i] = pose[i][instant];
    for (size_t i = 0; i < 4; ++i) turn[i] = pose[3 + i][instant];
    if (!std::isfinite(place[0])) return;
  }
  Point com = numbers_or<3>(get(body, "com_m"), {0, 0, 0});
  for (const Json& shape : get(body, "shapes")) {
    if (!get_bool(shape, "visible").value_or(true)) continue;
    auto own_turn = numbers_or<4>(get(shape, "quat"), {1, 0, 0, 0});
    Point own_place = numbers_or<3>(get(shape, "pos_m"), {0, 0, 0});
    for (size_t i = 0; i < 3; ++i) own_place[i] -= com[i];
    std::vector<Flat> flat;
    for (const Point& p : points_of(shape))
      flat.push_back(eye.flat(plus(place, turned(turn, plus(own_place, turned(own_turn, p))))));
    if (!flat.empty())
      out.push_back({hull_of(std::move(flat)),
                     plus(place, turned(turn, own_place))[eye.along],
                     color_of(shape),
                     get_bool(body, "fixed").value_or(false),
                     {0, id}});
  }
}

std::vector<Outline> outlines_of(const Run& run, size_t instant, const Eye& eye) {
  std::vector<Outline> out;
  for (const Json& body : run.bodies) add_body(out, run, body, instant, eye);
  std::set<std::pair<int, int>> nodes;
  for (const trace::Segment& segment : run.trace.segments)
    for (const trace::Block& block : segment.blocks)
      if (block.kind == "node") nodes.insert({block.mesh, block.id});
  for (auto [mesh, id] : nodes)
    if (auto at = run.shown.columns("node", id, 0, 3, mesh); !at.empty() && instant < at[0].size()) {
      Point p{at[0][instant], at[1][instant], at[2][instant]};
      out.push_back({{eye.flat(p)}, p[eye.along], "#4c78a8", false, {mesh, -1}});
    }
  std::stable_sort(out.begin(), out.end(), [](const Outline& a, const Outline& b) { return a.depth > b.depth; });
  return out;
}

/// Up by gravity; looked along the level axis along which least moves.
Eye eye_for(const Run& run) {
  Point gravity = numbers_or<3>(get(get(run.trace.first_census(), "system"), "gravity_m_s2"), {0, 0, -1});
  Eye eye;
  for (size_t i = 0; i < 3; ++i)
    if (std::abs(gravity[i]) > std::abs(gravity[eye.up])) eye.up = i;
  eye.sign = gravity[eye.up] > 0 ? -1 : 1;
  Point span{};
  for (const Json& body : run.bodies) {
    int id = static_cast<int>(get_number(body, "id").value_or(-1));
    auto place = run.shown.columns("body", id, 0, 3);
    for (size_t i = 0; i < place.size(); ++i) {
      auto [low, high] = std::minmax_element(place[i].begin(), place[i].end());
      if (low != place[i].end() && std::isfinite(*high - *low)) span[i] = std::max(span[i], *high - *low);
    }
  }
  size_t a = (eye.up + 1) % 3, b = (eye.up + 2) % 3;
  if (span[eye.up] < kFlat * std::min(span[a], span[b])) {  // all happens in the plane: from above
    eye.along = eye.up, eye.right = std::min(a, b), eye.up = std::max(a, b), eye.sign = 1;
    return eye;
  }
  eye.along = span[a] < span[b] || (span[a] == span[b] && a > b) ? a : b;
  eye.right = eye.along == a ? b : a;
  return eye;
}

struct Frame {
  double left = 0, bottom = 0, scale = 1;  ///< points a metre
  double height = kPanel;                  ///< of a panel: less where all is flat
};

struct Box {
  Flat low{INFINITY, INFINITY}, high{-INFINITY, -INFINITY};
  void add(const Outline& outline) {
    for (Flat p : outline.points)
      low = {std::min(low.x, p.x), std::min(low.y, p.y)}, high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  bool is_empty() const { return !(low.x <= high.x); }
  double size() const { return is_empty() ? 0 : std::hypot(high.x - low.x, high.y - low.y) / 2; }
};

/// All that moves in all panels. What falls off while others stay counts where it begins only, as in the page
/// (boxToSee in page/stage.js).
Box box_to_see(const std::vector<std::vector<Outline>>& panels) {
  std::map<std::pair<int, int>, std::vector<Box>> ways;
  Box whole, start, core;
  for (size_t i = 0; i < panels.size(); ++i)
    for (const Outline& outline : panels[i])
      if (!outline.fixed) {
        whole.add(outline);
        if (i == 0) start.add(outline);  // of ours: where both begin
        std::vector<Box>& way = ways[outline.owner];
        way.resize(panels.size());
        way[i].add(outline);
      }
  std::set<std::pair<int, int>> fallen;
  for (const auto& [owner, way] : ways)
    for (auto first = std::find_if(way.begin(), way.end(), [](const Box& b) { return !b.is_empty(); });
         const Box& box : way)
      if (!box.is_empty() && first->low.y - box.low.y > 3 * start.size()) fallen.insert(owner);
  if (fallen.empty() || fallen.size() == ways.size()) return whole;
  for (size_t i = 0; i < panels.size(); ++i)
    for (const Outline& outline : panels[i])
      if (!outline.fixed && (i == 0 || !fallen.contains(outline.owner))) core.add(outline);
  return whole.size() > 2.2 * core.size() ? core : whole;
}

/// All that is to be seen in all panels, in one scale; what stands counts where nothing moves.
Frame frame_for(const std::vector<std::vector<Outline>>& panels) {
  Box box = box_to_see(panels);
  if (box.is_empty())
    for (const auto& panel : panels)
      for (const Outline& outline : panel) box.add(outline);
  if (box.is_empty()) return {};
  Flat low = box.low, high = box.high;
  double wide = std::max(high.x - low.x, 1e-6), tall = std::max(high.y - low.y, 1e-6);
  double scale = (kPanel - 2 * kMargin) / std::max(wide, tall),
         height = std::max(0.4 * kPanel, tall * scale + 2 * kMargin);
  return {(low.x + high.x) / 2 - (kPanel / 2 - kMargin) / scale, (low.y + high.y) / 2 - (height / 2 - kMargin) / scale,
          scale, height};
}

std::string path_of(const Outline& outline, const Frame& frame) {
  std::string d;
  for (Flat p : outline.points)
    d += fmt::format("{}{:.1f} {:.1f}", d.empty() ? "M" : "L", kMargin + (p.x - frame.left) * frame.scale,
                     frame.height - kMargin - (p.y - frame.bottom) * frame.scale);
  return d + (outline.points.size() > 1 ? "Z" : "h0");  // a node is a dot: a round end of a line without length
}

std::string panel_svg(const std::vector<Outline>& candidate, const std::vector<Outline>& reference,
                      const Frame& frame) {
  std::string out;
  for (const Outline& o : candidate)
    out += o.points.size() == 1
               ? fmt::format("<path d=\"{}\" stroke=\"{}\" stroke-width=\"3\" stroke-linecap=\"round\"/>",
                             path_of(o, frame), o.color)
               : fmt::format("<path d=\"{}\" fill=\"{}\" stroke=\"#222\" stroke-width=\"0.7\"/>", path_of(o, frame),
                             o.color);
  for (const Outline& o : reference)
    if (!o.fixed)
      out += o.points.size() == 1
                 ? fmt::format("<path d=\"{}\" stroke=\"#5b6f86\" stroke-width=\"2\" stroke-linecap=\"round\"/>",
                               path_of(o, frame))
                 : fmt::format(
                       "<path d=\"{}\" fill=\"none\" stroke=\"#5b6f86\" stroke-width=\"1.2\" "
                       "stroke-dasharray=\"4 2.5\"/>",
                       path_of(o, frame));
  return out;
}

/// 1, 2 or 5 times a power of ten, at most `length`.
double nice(double length) {
  double power = std::pow(10, std::floor(std::log10(length)));
  return power * (length >= 5 * power ? 5 : length >= 2 * power ? 2 : 1);
}

}  // namespace

std::string strip(const trace::Trace& trace, const trace::Trace* reference, const std::string& title, size_t instants) {
  Run run{trace, Instants(trace, instants), trace.objects("bodies")};
  std::optional<Run> other;
  if (reference) other.emplace(*reference, Instants(*reference, run.shown.t_s()), reference->objects("bodies"));
  Eye eye = eye_for(other ? *other : run);
  std::vector<std::vector<Outline>> ours, theirs, all;
  for (size_t i = 0; i < run.shown.t_s().size(); ++i) {
    ours.push_back(outlines_of(run, i, eye));
    theirs.push_back(other && i < other->shown.t_s().size() ? outlines_of(*other, i, eye) : std::vector<Outline>{});
  }
  all = ours;
  for (std::vector<Outline> panel : theirs) {
    for (Outline& outline : panel) outline.owner.first -= kTheirs;  // other things than ours, whatever their numbers
    all.push_back(std::move(panel));
  }
  Frame frame = frame_for(all);
  double width = kPanel * static_cast<double>(std::max<size_t>(1, ours.size())),
         height = kTop + frame.height + kScaleRoom;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">\n<title>{2}</title>\n<rect width=\"{0}\" "
      "height=\"{1}\" fill=\"#fff\"/>\n",
      width, height, escape_html(title));
  for (size_t i = 0; i < ours.size(); ++i)
    out += fmt::format(
        "<text x=\"{0}\" y=\"{1}\" text-anchor=\"middle\">t = {2:.3g} s</text><svg x=\"{3}\" "
        "y=\"{4}\" width=\"{5}\" height=\"{6}\">{7}<rect width=\"{5}\" height=\"{6}\" "
        "fill=\"none\" stroke=\"#bbb\"/></svg>\n",
        kPanel * (static_cast<double>(i) + 0.5), kTop - 8, run.shown.t_s()[i], kPanel * static_cast<double>(i), kTop,
        kPanel, frame.height, panel_svg(ours[i], theirs[i], frame));
  double bar = nice(kPanel / 2 / frame.scale);
  out += fmt::format(
      "<path d=\"M{0} {1}h{2:.1f}\" stroke=\"#222\" stroke-width=\"2\"/><text x=\"{3:.1f}\" "
      "y=\"{4}\">{5} m{6}</text>\n</svg>\n",
      kMargin, height - 10, bar * frame.scale, kMargin + bar * frame.scale + 6, height - 6, bar,
      reference ? "; dashed: the reference" : "");
  return out;
}

}  // namespace simbench::replay
