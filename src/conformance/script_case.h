#pragma once
// For tests: a script in two halves, a beginning that steps and the lines that matter, and what is to be said of it.
#include <ostream>
#include <string>

#include "conformance/conformance.h"

namespace simbench::conformance {

struct ScriptCase {
  const char* name;   ///< what is tested, one word
  const char* lines;  ///< behind the beginning
  int crash = 0;      ///< which of the lines is fatal first, from 1; 0: none
  const char* kind = "";
};

inline void PrintTo(const ScriptCase& c, std::ostream* out) {
  *out << c.name;
}

/// Four lines.
inline const std::string kMuJoCoSteps =
    "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco/>')\nd = mujoco.MjData(m)\nmujoco.mj_step(m, d)\n";
inline const std::string kMuJoCoReady =
    "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco/>')\nd = mujoco.MjData(m)\nopt = mujoco.MjvOption()\n";
inline const std::string kChronoSteps =
    "import pychrono as chrono\ns = chrono.ChSystemNSC()\nb = chrono.ChBody()\ns.DoStepDynamics(0.01)\n";
inline const std::string kChronoReady =
    "import pychrono as chrono\ns = chrono.ChSystemNSC()\nb = chrono.ChBody()\ns.Add(b)\n";

/// The line of the first fatal violation among the case's lines, 0 if there is none.
inline int crash_of(const Report& report) {
  return report.crash_line() ? *report.crash_line() - 4 : 0;
}

}  // namespace simbench::conformance
