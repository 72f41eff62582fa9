// SQLite's write-ahead log needs memory that all its readers share: between machines there is none.
#include "store/network.h"

#include <sys/vfs.h>

namespace simbench::store {
namespace {

struct NetworkType {
  uint32_t type;
  std::string_view name;
};

/// Types from statfs(2) and the kernel's magic.h. FUSE isn't among them: most of what it carries is local.
constexpr NetworkType kNetworkTypes[] = {
    {0x6969, "NFS"},      {0x517b, "SMB"},        {0xff534d42, "CIFS"}, {0xfe534d42, "SMB2"},   {0x0bd00bd0, "Lustre"},
    {0x47504653, "GPFS"}, {0x00c36400, "CephFS"}, {0x5346414f, "AFS"},  {0x19830326, "BeeGFS"}, {0xaad7aaea, "PanFS"},
};

}  // namespace

std::string_view network_file_system_name(uint32_t type) {
  for (const NetworkType& known : kNetworkTypes)
    if (known.type == type) return known.name;
  return "";
}

std::string network_file_system(fs::path folder) {
  struct statfs facts {};
  if (folder.empty()) folder = ".";
  while (::statfs(folder.c_str(), &facts) != 0) {
    if (!folder.has_parent_path() || folder.parent_path() == folder) return "";
    folder = folder.parent_path();
  }
  return std::string(network_file_system_name(static_cast<uint32_t>(facts.f_type)));
}

}  // namespace simbench::store
