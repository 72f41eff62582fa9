#pragma once
// Files: whole reads with a bound, atomic writes, sorted listings. Every error names the path and a remedy.
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace simbench {

namespace fs = std::filesystem;

/// The whole file. errors: not_found, also if it may not be read; invalid_input if it is a directory or too large.
Result<std::string> read_file(const fs::path& path, size_t max_bytes = size_t{1} << 30);
/// Writes beside the target, syncs, renames: readers see the old file or the new one, never a part.
Status write_file(const fs::path& path, std::string_view content);
/// A large file, written piece by piece beside the target: it is there, whole, once finish() returned no error.
class FileWriter {
 public:
  static Result<FileWriter> open(const fs::path& path);
  Status append(std::string_view content);
  Status finish();
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&&) = delete;
  ~FileWriter();

 private:
  FileWriter(fs::path path, std::string temporary, int fd)
      : path_(std::move(path)), temporary_(std::move(temporary)), fd_(fd) {}
  Status flush();

  fs::path path_;
  std::string temporary_, buffer_;
  int fd_ = -1;
};
Status make_directories(const fs::path& path);
/// Regular files below `folder` (all levels), sorted by path; empty if it doesn't exist.
std::vector<fs::path> list_files(const fs::path& folder);
/// Direct sub-folders, sorted.
std::vector<fs::path> list_folders(const fs::path& folder);

/// A new empty folder under $TMPDIR that is removed with everything in it when the object goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace simbench
