#pragma once
// One row a simulator: how it is found, which probe serves it, and what its process needs.
#include <map>
#include <string>
#include <vector>

#include "sandbox/sandbox.h"

namespace simbench::sandbox {

/// A small script below probes/<simulator>/self_tests that must run in the cage.
struct SelfTest {
  std::string_view file, module;  ///< `module`: which sub-module it needs, "" for the package alone
};

struct SimulatorRow {
  std::string_view name;     ///< "mujoco"
  std::string_view title;    ///< "MuJoCo"
  bool own_environment;      ///< whether requirements/<name>.txt makes an environment that has it
  std::string_view package;  ///< the module that must import
  std::vector<std::string_view>
      modules;  ///< sub-modules worth listing; a script that asks for one that is missing here isn't at fault
  std::string_view probe;     ///< Python part, below probes/
  int probe_version = 1;      ///< raised when the probe sees something else in the same run: suites are proven anew
  bool tells_inputs = false;  ///< its probe tells what a second simulation needs
  std::vector<SelfTest> self_tests;
  std::vector<std::pair<std::string_view, std::string_view>> environment;
  std::string_view remedy;  ///< how to get it, where it has no environment of ours
  std::vector<std::string_view>
      integrators;               ///< such as fit every model, by their names in a census; none where there are none
  std::string_view solver = "";  ///< a direct solver to put in place of another one, "" if there is no choice
  std::string_view facts = "";   ///< folder below suites/ with <package>-<version>.api (names and types) and
                                 ///< .data (files of its data folder), "" if none
};

const std::vector<SimulatorRow>& simulator_rows();
const SimulatorRow* simulator_row(std::string_view name);

/// What a start of the interpreter told about the installation.
struct Installation {
  Simulator simulator;
  std::vector<fs::path> read_only;  ///< folders and files that the process must see: prefixes, the package
  std::string library_path;         ///< for LD_LIBRARY_PATH: the simulator's own native library
  fs::path data_folder;             ///< where its meshes and settings are, "" if it has none
  std::string data_path;            ///< the same as its messages spell it: relative in a build that was never installed
};
/// The folder of its facts as an absolute path, "" without.
fs::path facts_folder(const SimulatorRow& row);
/// What is told of an interpreter that didn't come to an answer: not that it lacks the package.
std::string unanswered(std::string_view python, std::string_view package, double limit_s);
/// Cached for the process's life.
const Installation& installation(std::string_view name);

/// Folder with runner.py, and folder with the probes' native libraries.
fs::path probe_folder();
fs::path probe_library_folder();

}  // namespace simbench::sandbox
