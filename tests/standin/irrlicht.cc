// Stands in for libIrrlicht: gives back the driver's number that the creation parameters ask for.
#include <cstdint>
#include <cstring>

extern "C" __attribute__((visibility("default"))) void* createDeviceEx(const void* parameters) {
  int32_t driver = -1;
  std::memcpy(&driver, static_cast<const char*>(parameters) + 4, sizeof driver);
  return reinterpret_cast<void*>(static_cast<intptr_t>(driver + 100));
}
