# Compiler settings and warnings, as interface targets that every target of ours links privately.
set(SIMBENCH_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")

add_library(simbench_settings INTERFACE)
target_include_directories(simbench_settings INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(simbench_settings INTERFACE
  SIMBENCH_VERSION="${PROJECT_VERSION}"
  SIMBENCH_SOURCE_DIR="${CMAKE_SOURCE_DIR}"   # where an uninstalled build finds suites/, probes and .deps/
  SIMBENCH_BINARY_DIR="${CMAKE_BINARY_DIR}")
target_compile_options(simbench_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wno-missing-field-initializers)  # designated initialisers leave the rest at its default on purpose
if(SIMBENCH_WERROR)
  target_compile_options(simbench_settings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  # g++ 12 reports false positives inside libstdc++ at -O2
  target_compile_options(simbench_settings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_LAUNCHER)
  target_compile_options(simbench_settings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
endif()
if(SIMBENCH_SANITIZE)
  target_compile_options(simbench_settings INTERFACE -fsanitize=${SIMBENCH_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(simbench_settings INTERFACE -fsanitize=${SIMBENCH_SANITIZE})
endif()
