// Frames of a trace (docs/format/trace.md): 1 byte kind, 3 zero bytes, 4 bytes length, payload.
// The bytes come from a process that runs a stranger's code: nothing in them is believed until it has been checked, and
// the first thing that is wrong ends the reading (everything before it is kept).
#include "base/base.h"
#include "trace/packed.h"
#include "trace/trace.h"

namespace simbench::trace {
namespace {

constexpr size_t kHeadBytes = 8;
constexpr size_t kMaxPayload = size_t{16} << 20;
constexpr size_t kMaxJsonBytes = size_t{48} << 20;  // in sum: a parsed JSON value takes many times its text
constexpr size_t kMaxPacked = size_t{1} << 22;      // numbers in frames `Q`, in sum: a constant column takes no room
constexpr int kMaxId = 1 << 30;

struct Frame {
  char kind = 0;
  std::string_view payload;
};

/// The next whole frame, or nullopt if the rest is none.
std::optional<Frame> next_frame(std::string_view& rest) {
  if (rest.size() < kHeadBytes) return std::nullopt;
  auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(rest[i])); };
  if (byte(1) || byte(2) || byte(3)) return std::nullopt;
  size_t length = byte(4) | byte(5) << 8 | byte(6) << 16 | byte(7) << 24;
  if (length > kMaxPayload || length > rest.size() - kHeadBytes) return std::nullopt;
  Frame frame{rest[0], rest.substr(kHeadBytes, length)};
  rest.remove_prefix(kHeadBytes + length);
  return frame;
}

/// An integer in [low, kMaxId] under `key`; `fallback` if there is none; nullopt if it is something else.
std::optional<int> small_integer(const Json& object, std::string_view key, int low, int fallback) {
  const Json& value = get(object, key);
  if (value.is_null()) return fallback;
  auto number = get_number(object, key);
  if (!number || *number != std::floor(*number) || *number < low || *number > kMaxId) return std::nullopt;
  return static_cast<int>(*number);
}

std::optional<Segment> segment_from(const Json& layout) {
  const Json& blocks = get(layout, "blocks");
  if (!blocks.is_array()) return std::nullopt;
  Segment segment;
  for (const Json& item : blocks) {
    auto kind = get_string(item, "kind");
    auto id = small_integer(item, "id", -1, 0), mesh = small_integer(item, "mesh", 0, 0);
    auto width = small_integer(item, "width", 1, 0);
    if (!kind || !id || !mesh || !width || *width == 0) return std::nullopt;
    Block block{*kind, *id, *mesh, static_cast<size_t>(*width), segment.stride};
    segment.stride += block.width;
    if (segment.stride > kMaxPayload / sizeof(double)) return std::nullopt;
    segment.blocks.push_back(std::move(block));
  }
  return segment;
}

Json layout_of(const Segment& segment) {
  Json blocks = Json::array();
  for (const Block& block : segment.blocks) {
    Json item{{"kind", block.kind}, {"id", block.id}, {"width", block.width}};
    if (block.mesh) item["mesh"] = block.mesh;
    blocks.push_back(std::move(item));
  }
  return {{"blocks", std::move(blocks)}};
}

bool add_sample(Trace& trace, std::string_view payload) {
  if (trace.segments.empty()) return false;
  Segment& segment = trace.segments.back();
  if (payload.size() != segment.stride * sizeof(double)) return false;
  size_t old = segment.values.size();
  segment.values.resize(old + segment.stride);
  std::memcpy(segment.values.data() + old, payload.data(), payload.size());
  return std::isfinite(segment.values[old]) || (segment.values.resize(old), false);
}

bool add_packed(Trace& trace, std::string_view payload, size_t& numbers) {
  if (trace.segments.empty()) return false;
  Segment& segment = trace.segments.back();
  size_t old = segment.values.size();
  bool added = unpack_samples(payload, kMaxPacked - numbers, segment);
  numbers += segment.values.size() - old;
  return added;
}

/// A second "first_step": what came before it were static solves, and the dynamic run begins with what this one says.
void add_census(Trace& trace, Json census) {
  auto first = std::find_if(trace.censuses.begin(), trace.censuses.end(),
                            [](const Json& c) { return get(c, "when") == "first_step"; });
  if (first == trace.censuses.end() || get(census, "when") != "first_step") {
    trace.censuses.push_back(std::move(census));
    return;
  }
  for (const char* key : {"time_s", "system", "bodies", "joints", "meshes"})
    if (census.contains(key)) (*first)[key] = std::move(census[key]);
  for (const char* key : {"vehicles", "terrains", "robots", "sensors", "visuals"})
    if (Json& more = census[key]; more.is_array() && (*first)[key].is_array())
      for (Json& item : more) (*first)[key].push_back(std::move(item));
}

/// The last samples turned out to be a look ahead, from which the script went back.
void take_back(Trace& trace, const Json& event) {
  double wanted = get_number(event, "samples").value_or(0);
  for (size_t i = trace.segments.size(); i-- > 0 && wanted >= 1;) {
    Segment& segment = trace.segments[i];
    auto here = static_cast<size_t>(std::min(wanted, static_cast<double>(segment.size())));
    segment.values.resize(segment.values.size() - here * segment.stride);
    wanted -= static_cast<double>(here);
  }
}

bool add_json(Trace& trace, char kind, Json value) {
  if (!value.is_object()) return false;
  if (kind == 'E' && get_string(value, "event") == "look_back") take_back(trace, value);
  switch (kind) {
    case 'C':
      add_census(trace, std::move(value));
      return true;
    case 'K':
      trace.calls.push_back(std::move(value));
      return true;
    case 'E':
      trace.events.push_back(std::move(value));
      return true;
    case 'Z':
      trace.end = std::move(value);
      return true;
    case 'L': {
      auto segment = segment_from(value);
      if (segment) trace.segments.push_back(std::move(*segment));
      return segment.has_value();
    }
    default:
      return false;
  }
}

void put(std::string& out, char kind, std::string_view payload) {
  auto length = static_cast<uint32_t>(payload.size());
  out += {kind, 0, 0, 0};
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(length >> shift & 0xFF);
  out += payload;
}

}  // namespace

Result<Trace> parse(std::string_view bytes) {
  Trace trace;
  auto head = next_frame(bytes);
  if (!head || head->kind != 'H') return fail(ErrorCode::corrupt, "not a trace: it doesn't begin with a header frame");
  TRY_ASSIGN(trace.header, parse_json(head->payload, "trace header"));
  auto format = get_number(trace.header, "format");
  if (format != 1.0)
    return fail(ErrorCode::corrupt,
                "the trace is not of format 1: it was written by another release, run the program again");
  size_t json_bytes = head->payload.size(), packed = 0;
  while (!bytes.empty()) {
    std::string_view before = bytes;
    auto frame = next_frame(bytes);
    bool whole = frame.has_value();
    if (whole && frame->kind == 'S') {
      whole = add_sample(trace, frame->payload);
    } else if (whole && frame->kind == 'Q') {
      whole = add_packed(trace, frame->payload, packed);
    } else if (whole) {
      json_bytes += frame->payload.size();
      auto value = json_bytes <= kMaxJsonBytes ? parse_json(frame->payload, "trace") : Result<Json>(Json());
      whole = value && add_json(trace, frame->kind, std::move(*value));
    }
    if (!whole) {
      trace.truncated = true;
      trace.dropped_bytes = before.size();
      break;
    }
  }
  return trace;
}

namespace {

void put_samples(std::string& out, const Segment& segment) {
  for (size_t row = 0; row < segment.size(); ++row) {
    const double* first = segment.values.data() + row * segment.stride;
    put(out, 'S', {reinterpret_cast<const char*>(first), segment.stride * sizeof(double)});
  }
}

std::string encode_with(const Trace& trace, void (*put_segment)(std::string&, const Segment&)) {
  std::string out;
  put(out, 'H', to_text(trace.header));
  for (const Json& census : trace.censuses) put(out, 'C', to_text(census));
  for (const Json& call : trace.calls) put(out, 'K', to_text(call));
  for (const Json& event : trace.events) put(out, 'E', to_text(event));
  for (const Segment& segment : trace.segments) {
    put(out, 'L', to_text(layout_of(segment)));
    put_segment(out, segment);
  }
  if (!trace.end.is_null()) put(out, 'Z', to_text(trace.end));
  return out;
}

}  // namespace

std::string encode(const Trace& trace) {
  return encode_with(trace, put_samples);
}

std::string encode_packed(const Trace& trace) {
  return encode_with(trace, [](std::string& out, const Segment& segment) {
    if (segment.size() > 0) put(out, 'Q', pack_samples(segment));
  });
}

}  // namespace simbench::trace
