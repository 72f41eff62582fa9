# Compiler settings and warnings, as interface targets that every target of ours links privately.
set(SIMBENCH_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")

add_library(simbench_settings INTERFACE)
target_include_directories(simbench_settings INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(simbench_settings INTERFACE SIMBENCH_VERSION="${PROJECT_VERSION}")
# Folders are told to one file only, so that all other objects are the same in every checkout.
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/base/paths.cc PROPERTIES COMPILE_DEFINITIONS
  "SIMBENCH_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\";SIMBENCH_BINARY_DIR=\"${CMAKE_BINARY_DIR}\"")
# In test builds only: SIMBENCH_PLANT_LEAK keeps a key from being cut out, for the test that the search for one finds it.
option(SIMBENCH_PLANTED_LEAKS "Let a variable of the environment plant a leak of an endpoint's key" OFF)
if(SIMBENCH_PLANTED_LEAKS)
  set_source_files_properties(${CMAKE_SOURCE_DIR}/src/provider/answer.cc PROPERTIES COMPILE_DEFINITIONS SIMBENCH_PLANTED_LEAKS)
endif()
# Most of the program waits for simulators and models: -O1 compiles in two thirds of -O3's time. Rooms that count are HOT (cmake/rooms.cmake).
set(CMAKE_CXX_FLAGS_RELEASE "-O1 -DNDEBUG")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")  # line numbers are enough, and compile faster
target_compile_options(simbench_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wno-missing-field-initializers)  # designated initialisers leave the rest at its default on purpose
if(SIMBENCH_WERROR)
  target_compile_options(simbench_settings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  # g++ 12 reports false positives inside libstdc++ at -O2
  target_compile_options(simbench_settings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
find_program(SIMBENCH_GOLD ld.gold)
if(SIMBENCH_GOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT SIMBENCH_SANITIZE)
  target_link_options(simbench_settings INTERFACE -fuse-ld=gold)  # half the time of the default linker, of two dozen test programs
endif()
if(SIMBENCH_SANITIZE)
  target_compile_options(simbench_settings INTERFACE -fsanitize=${SIMBENCH_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(simbench_settings INTERFACE -fsanitize=${SIMBENCH_SANITIZE})
endif()
