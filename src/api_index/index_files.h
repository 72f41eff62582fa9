#pragma once
// The shipped indexes and rename tables (suites/*/api/), found, loaded and made.
#include <memory>
#include <string>
#include <vector>

#include "api_index/api.h"

namespace simbench::api_index {

using IndexPointer = std::shared_ptr<const Index>;

/// "pychrono-9.0.1", or a path to an index file. Loaded once a process and shared; safe from several threads.
/// errors: not_found lists the indexes that are there; corrupt.
Result<IndexPointer> load_index(const std::string& name_or_path);
/// The index that fits a suite or a version: "pychrono" + ">=10.0,<11" or "10.0.0" → pychrono-10.0.0; the newest if
/// `version` is "".
Result<IndexPointer> load_index_for(const std::string& package, const std::string& version = {});
/// Names of the shipped indexes, sorted.
std::vector<std::string> index_names();

/// suites/*/api/*.api, sorted.
std::vector<fs::path> index_files();
/// suites/*/api/*.renames, sorted.
std::vector<fs::path> rename_files();

/// Reads an installed package through its interpreter (or, with `folder`, SWIG's proxies in a folder) and gives the
/// index file's text.
Result<std::string> make_index(const std::string& python, const std::string& package, const std::string& folder,
                               const std::string& version);

}  // namespace simbench::api_index
