#pragma once
// What `exec` shows people.
#include "oracle/oracle.h"

namespace simbench::cli {

struct ExecText {
  std::string file;  ///< the script as the user named it
  std::string program;
  std::string trace;                        ///< where the trace was kept, "" if it wasn't
  std::string task;                         ///< "mujoco/pendulum/2", "" without one
  std::map<std::string, std::string> says;  ///< requirement id → the sentence of the prompt that it serves
  size_t width = 100;                       ///< columns to wrap words at
  bool color = false;

  /// What ended the script, where, why and what to do; what it wrote; its requirements; the verdict. Control characters
  /// of the script's output are made harmless.
  std::string of(const oracle::Verdicted& result) const;
};

}  // namespace simbench::cli
