// What the runner calls right before the candidate's first line: the locks of sandbox/locks.h, as the parent configured
// them.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "sandbox/locks.h"

extern "C" {

/// `text`: {"cpu_s", "memory_bytes", "file_bytes", "processes", "readable", "listable", "writable", "landlock",
/// "seccomp", "user"}. Returns 0, or −1 with the reason in `message`.
__attribute__((visibility("default"))) int simbench_cage_lock(const char* text, char* message, int size) {
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  std::string wrong = "bad configuration";
  if (json.is_object()) {
    simbench::sandbox::Locks locks;
    locks.cpu_s = json.value("cpu_s", locks.cpu_s);
    locks.memory_bytes = json.value("memory_bytes", locks.memory_bytes);
    locks.file_bytes = json.value("file_bytes", locks.file_bytes);
    locks.processes = json.value("processes", locks.processes);
    locks.readable = json.value("readable", locks.readable);
    locks.listable = json.value("listable", locks.listable);
    locks.writable = json.value("writable", locks.writable);
    locks.landlock = json.value("landlock", false);
    locks.seccomp = json.value("seccomp", false);
    locks.user = json.value("user", 0u);
    wrong = simbench::sandbox::apply(locks);
  }
  std::snprintf(message, static_cast<size_t>(size), "%s", wrong.c_str());
  return wrong.empty() ? 0 : -1;
}
}
