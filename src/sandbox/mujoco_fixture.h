#pragma once
// What tests share that look at what the MuJoCo probe tells of a model.
#include <string>

#include "sandbox/run_fixture.h"

namespace simbench::sandbox {

class MujocoProbe : public RunFixture {
 protected:
  trace::Trace run_model(const std::string& xml,
                         const std::string& code = "for _ in range(500): mujoco.mj_step(m, d)\n",
                         double horizon_s = 1) {
    Request request{.program = "import mujoco\nm = mujoco.MjModel.from_xml_string('''" + xml +
                               "''')\nd = mujoco.MjData(m)\n" + code,
                    .simulator = "mujoco",
                    .trusted = true};
    request.limits.horizon_s = horizon_s;
    last_ = outcome_of(request);
    EXPECT_TRUE(last_.first_step_returned) << last_.to_json().dump(1);
    return trace_of(last_);
  }
  static Json named(const Json& list, std::string_view name) {
    for (const Json& item : list)
      if (get_string(item, "name") == name) return item;
    ADD_FAILURE() << "no " << name << " in " << list.dump(1);
    return Json::object();
  }
  Outcome last_;
};

}  // namespace simbench::sandbox
