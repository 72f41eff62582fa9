#pragma once
// What a maker of an index collects before it is written: names and types as text, nothing resolved.
#include <map>
#include <string>
#include <vector>

#include "base/base.h"

namespace simbench::api_index {

/// One way to call something: " *SetPos(ChVector3d p) none" without the name (docs/conformance-index.md).
struct RawSignature {
  std::string parameters;  ///< "float x, ChBody? b=None"
  std::string result;
  bool positional_only = false;
  bool is_static = false;
};

struct RawClass {
  std::string name, cpp;
  std::vector<std::string> bases;
  bool is_abstract = false, director = false, sequence = false, open = false;
  std::vector<std::string> pure;  ///< virtual methods without a body
  std::map<std::string, std::vector<RawSignature>> methods;
  std::map<std::string, std::pair<std::string, bool>> properties;  ///< name → (type, writable)
  std::map<std::string, std::string> constants;                    ///< name → type
};

struct RawModule {
  bool open = false;                 ///< not all of its names are known
  std::string name;                  ///< dotted, as imported
  std::vector<std::string> imports;  ///< modules that importing this one also brings in
  std::map<std::string, RawClass> classes;
  std::map<std::string, std::vector<RawSignature>> functions;
  std::map<std::string, std::string> constants;  ///< name → type
  std::map<std::string, std::string> aliases;    ///< name → other name of the same module
};

struct RawElement {  ///< one MJCF element in its place
  std::string path;  ///< "mujoco/worldbody/body"
  std::string repeat;
  std::vector<std::string> attributes;
};

struct RawApi {
  std::string package, version, origin;
  std::string root;                ///< module whose names the package itself shows, "" if it is a module of its own
  std::vector<std::string> eager;  ///< submodules that `import package` brings in
  std::vector<std::string> needs;  ///< modules of the packages that it can't be installed without
  std::map<std::string, std::string> apart;  ///< module of the package → the distribution that brings it
  std::map<std::string, RawModule> modules;
  std::vector<RawElement> mjcf;
};

/// The index file's text: sorted, one fact a line (docs/conformance-index.md).
std::string to_index_text(const RawApi& api);

/// Reads a folder of SWIG's Python proxies: FOLDER/<module>/<module>.py or FOLDER/<module>.py. `*_wrap.cxx` beside a
/// proxy, if there, gives the types of constants. errors: not_found if there is no proxy in it.
Result<RawApi> read_swig_folder(const fs::path& folder, const std::string& package, const std::string& version);

/// Asks an installed package by running our probe under `python`. errors: unavailable with the interpreter's words.
Result<RawApi> read_installed(const std::string& python, const std::string& package);

/// Pure part of read_installed: what the probe printed.
Result<RawApi> from_probe(std::string_view json);

}  // namespace simbench::api_index
