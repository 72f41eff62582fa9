#include "exchange/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <cstring>

namespace simbench::exchange {

ZipWriter::ZipWriter(fs::path path, fs::path temporary, struct archive* zip)
    : path_(std::move(path)), temporary_(std::move(temporary)), zip_(zip, archive_write_free) {}

tl::unexpected<Error> ZipWriter::failed() const {
  int number = archive_errno(zip_.get());
  const char* words =
      number > 0 ? std::strerror(number) : archive_error_string(zip_.get());  // the second: "Write error"
  return fail(ErrorCode::unavailable,
              fmt::format("cannot write: {}; free some disk space and run again", words ? words : "unknown"),
              path_.string());
}

Result<ZipWriter> ZipWriter::open(const fs::path& path) {
  ZipWriter zip(path, fs::path(path) += ".part", archive_write_new());
  check(archive_write_set_format_zip(zip.zip_.get()) == ARCHIVE_OK, "libarchive writes no ZIP");
  if (archive_write_open_filename(zip.zip_.get(), zip.temporary_.c_str()) != ARCHIVE_OK) return zip.failed();
  return zip;
}

Status ZipWriter::add(const std::string& name, std::string_view content) {
  std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname_utf8(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<int64_t>(content.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), 315619200, 0);  // 1980-01-02: the same content gives the same bytes
  if (archive_write_header(zip_.get(), entry.get()) != ARCHIVE_OK) return failed();
  if (archive_write_data(zip_.get(), content.data(), content.size()) != static_cast<la_ssize_t>(content.size()))
    return failed();
  return {};
}

Status ZipWriter::finish() {
  if (archive_write_close(zip_.get()) != ARCHIVE_OK) return failed();
  std::error_code code;
  fs::rename(temporary_, path_, code);
  if (code) return fail(ErrorCode::unavailable, "cannot write: " + code.message(), path_.string());
  zip_.reset();
  return {};
}

ZipWriter::~ZipWriter() {
  if (!zip_) return;
  zip_.reset();
  std::error_code ignored;
  fs::remove(temporary_, ignored);
}

}  // namespace simbench::exchange
