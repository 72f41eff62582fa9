// A wire that tells other states than there were: what a script that found the probe's key could do. In a second
// simulation, where no script is, it is honest.
#define simbench_wire_frame simbench_honest_frame
#include "probes/wire.cc"
#undef simbench_wire_frame

extern "C" SIMBENCH_EXPORT void simbench_wire_frame(char kind, const void* payload, uint32_t size) {
  static bool runs_script = false;
  runs_script |=
      kind == 'E' && std::string(static_cast<const char*>(payload), size).find("parsed") != std::string::npos;
  if (kind != 'S' || !runs_script || size < 2 * sizeof(double)) return simbench_honest_frame(kind, payload, size);
  std::string forged(static_cast<const char*>(payload), size);
  double number = 0;
  std::memcpy(&number, forged.data() + sizeof number, sizeof number);
  number += 1e-6;
  std::memcpy(forged.data() + sizeof number, &number, sizeof number);
  simbench_honest_frame(kind, forged.data(), size);
}
