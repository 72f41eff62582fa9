#include "base/base.h"
#include "trace/trace.h"

namespace simbench::trace {
namespace {

/// A probe stops writing at sandbox::Limits::trace_bytes (64 MiB); anything much larger isn't one of ours.
constexpr size_t kMaxTraceBytes = size_t{256} << 20;

}  // namespace

fs::path file(const fs::path& folder, std::string_view hash) {
  return folder / fmt::format("{}.trace.zst", hash);
}

Result<std::string> read_frames(const fs::path& file) {
  TRY_ASSIGN(std::string compressed, read_file(file, kMaxTraceBytes));
  auto bytes = zstd_decompress(compressed, kMaxTraceBytes);
  if (bytes) return bytes;
  std::string message = "the trace can't be unpacked (" + bytes.error().message + "): delete it and run the cell again";
  return fail(ErrorCode::corrupt, std::move(message), file.string());
}

Result<Trace> read(const fs::path& file) {
  TRY_ASSIGN(std::string frames, read_frames(file));
  auto trace = parse(frames);
  if (!trace) return fail(trace.error().code, trace.error().message, file.string());
  return trace;
}

Result<std::string> store(std::string_view bytes, const fs::path& folder) {
  std::string hash = sha256(bytes);
  fs::path path = file(folder, hash);
  std::error_code ignored;
  if (fs::exists(path, ignored)) return hash;
  TRY(make_directories(folder));
  TRY(write_file(path, zstd_compress(bytes)));
  return hash;
}

}  // namespace simbench::trace
