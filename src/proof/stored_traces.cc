#include "proof/stored_traces.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace simbench::proof {
namespace {

constexpr std::string_view kEnding = ".traces.zst";
constexpr int kLevel = 19;                         // of zstd: written once, kept for ever
constexpr size_t kMostBytes = size_t{256} << 20;   // of a system, unpacked
constexpr size_t kLengthBytes = 4;                 // before each trace, little-endian
constexpr size_t kLongestTrace = size_t{1} << 30;  // what no reduced trace comes near

/// A length and the bytes, trace after trace; the order is that of their hashes, so that the same traces are the same
/// file whatever was run first.
std::string packed(const std::map<std::string, std::string>& traces) {
  std::string bytes;
  for (const auto& [hash, trace] : traces) {
    check(trace.size() < kLongestTrace, "a reduced trace is longer than its length can say");
    for (size_t i = 0; i < kLengthBytes; ++i) bytes += static_cast<char>(trace.size() >> (8 * i) & 0xFF);
    bytes += trace;
  }
  return bytes;
}

/// nullopt where lengths don't come out. A trace's name isn't stored but is its content's hash: a damaged one isn't
/// found.
std::optional<std::map<std::string, std::string>> unpacked(std::string_view bytes) {
  std::map<std::string, std::string> traces;
  while (!bytes.empty()) {
    if (bytes.size() < kLengthBytes) return std::nullopt;
    size_t length = 0;
    for (size_t i = 0; i < kLengthBytes; ++i) length |= size_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    bytes.remove_prefix(kLengthBytes);
    if (length > bytes.size()) return std::nullopt;
    traces.emplace(sha256(bytes.substr(0, length)), bytes.substr(0, length));
    bytes.remove_prefix(length);
  }
  return traces;
}

/// Between reading a file and putting another in its place nobody else does: what they added would be lost. Released
/// by the kernel, however the process ends; where a file system knows no locks, there is none.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder) : fd_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (fd_ >= 0) (void)::flock(fd_, LOCK_EX);
  }
  ~FolderLock() {
    if (fd_ >= 0) ::close(fd_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int fd_;
};

}  // namespace

fs::path StoredTraces::file(const std::string& system) const {
  return folder_ / (system + std::string(kEnding));
}

bool StoredTraces::holds(const std::string& system, const std::string& hash) {
  std::lock_guard lock(gate_);
  return shelf(system).traces.contains(hash);
}

std::vector<std::string> StoredTraces::hashes(const std::string& system) {
  std::lock_guard lock(gate_);
  std::vector<std::string> all;
  for (const auto& [hash, bytes] : shelf(system).traces) all.push_back(hash);
  return all;
}

Result<trace::Trace> StoredTraces::read(const std::string& system, const std::string& hash) {
  std::lock_guard lock(gate_);
  Shelf& known = shelf(system);
  auto found = known.traces.find(hash);
  if (found != known.traces.end()) return trace::parse(found->second);
  if (known.unreadable) return pass_on(*known.unreadable);
  return fail(ErrorCode::not_found,
              fmt::format("holds no trace {}…; run `simbench suite validate`", hash.substr(0, 12)),
              file(system).string());
}

std::string StoredTraces::add(const std::string& system, std::string bytes) {
  std::lock_guard lock(gate_);
  std::string hash = sha256(bytes);
  Shelf& known = shelf(system);
  if (known.traces.emplace(hash, std::move(bytes)).second) known.has_news = true;
  return hash;
}

Status StoredTraces::keep() {
  std::lock_guard lock(gate_);
  for (auto& [system, shelf] : shelves_) {
    if (!shelf.has_news) continue;
    TRY(make_directories(folder_));
    FolderLock alone(folder_);
    Traces all = shelf.traces;
    if (auto since = on_disk(system)) all.insert(since->begin(), since->end());
    TRY(write(system, all));
    shelf = {std::move(all), std::nullopt, false};
  }
  return {};
}

Status StoredTraces::keep_only(const std::map<std::string, std::set<std::string>>& used) {
  std::lock_guard lock(gate_);
  std::set<fs::path> files;
  FolderLock alone(folder_);
  for (const auto& [system, hashes] : used) {
    TRY_ASSIGN(Traces kept, on_disk(system));
    if (std::erase_if(kept, [&](const auto& one) { return !hashes.contains(one.first); }) > 0 && !kept.empty())
      TRY(write(system, kept));
    if (!kept.empty()) files.insert(file(system));
    shelves_.erase(system);
  }
  for (const fs::path& path : list_files(folder_)) {
    std::error_code ignored;
    if (!files.contains(path)) fs::remove(path, ignored);
  }
  return {};
}

StoredTraces::Shelf& StoredTraces::shelf(const std::string& system) {
  auto [at, is_new] = shelves_.try_emplace(system);
  if (!is_new) return at->second;
  if (auto traces = on_disk(system))
    at->second.traces = std::move(*traces);
  else
    at->second.unreadable = traces.error();
  return at->second;
}

Result<StoredTraces::Traces> StoredTraces::on_disk(const std::string& system) const {
  fs::path path = file(system);
  if (!fs::exists(path)) return Traces();
  TRY_ASSIGN(std::string compressed, read_file(path, kMostBytes));
  auto bytes = zstd_decompress(compressed, kMostBytes);
  auto traces = bytes ? unpacked(*bytes) : std::nullopt;
  if (traces) return std::move(*traces);
  return fail(ErrorCode::corrupt,
              fmt::format("the traces can't be unpacked ({}): delete the file and run `simbench suite validate`",
                          bytes ? "it ends too soon" : bytes.error().message),
              path.string());
}

Status StoredTraces::write(const std::string& system, const Traces& traces) const {
  return write_file(file(system), zstd_compress(packed(traces), kLevel));
}

}  // namespace simbench::proof
