// Stands for a native recorder of another MuJoCo release: nothing of it may come before that MuJoCo's own functions.
#include <cstdlib>

extern "C" {
__attribute__((visibility("default"))) int simbench_mujoco_version() {
  return 3002007;
}
__attribute__((visibility("default"))) void mj_step(const void*, void*) {
  std::abort();
}
}
