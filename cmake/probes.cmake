# Native parts of the probes: small libraries that are loaded before the simulator in the candidate's process.
# Each probe has a folder probes/<simulator>/ and adds its targets here.
set(PROBE_LIBRARY_DIR ${CMAKE_BINARY_DIR}/probes)

# Never sanitised: they are loaded into a plain Python. Only what is marked is visible. FOR_TESTS: no part of the program.
function(simbench_probe_library name)
  cmake_parse_arguments(PROBE "FOR_TESTS" "" "SOURCES;INCLUDES;LIBS" ${ARGN})
  add_library(${name} SHARED ${PROBE_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/src)
  target_include_directories(${name} SYSTEM PRIVATE ${PROBE_INCLUDES})
  target_compile_options(${name} PRIVATE -O2 -Wall -Wextra -Wshadow -fvisibility=hidden -fvisibility-inlines-hidden
    $<$<BOOL:${SIMBENCH_WERROR}>:-Werror>)
  target_link_libraries(${name} PRIVATE ${PROBE_LIBS} nlohmann_json::nlohmann_json ${CMAKE_DL_LIBS})
  set_target_properties(${name} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${PROBE_LIBRARY_DIR} BUILD_RPATH "\$ORIGIN" INSTALL_RPATH "\$ORIGIN"
    UNITY_BUILD ${SIMBENCH_UNITY} UNITY_BUILD_BATCH_SIZE 0)
  if(NOT PROBE_FOR_TESTS)
    add_dependencies(simbench ${name})
    add_dependencies(simbench_sandbox ${name})
  endif()
endfunction()

simbench_probe_library(simbench_wire SOURCES ${CMAKE_SOURCE_DIR}/probes/wire.cc)

simbench_probe_library(simbench_cage SOURCES ${CMAKE_SOURCE_DIR}/probes/cage.cc ${CMAKE_SOURCE_DIR}/src/sandbox/locks.cc
  LIBS PkgConfig::seccomp)

# MuJoCo: struct layouts come from the wheel's own headers; mj_version() is compared when it is loaded.
file(GLOB MUJOCO_INCLUDE ${CMAKE_SOURCE_DIR}/.deps/mujoco/lib/python3*/site-packages/mujoco/include)
if(MUJOCO_INCLUDE)
  file(GLOB mujoco_probe CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/probes/mujoco/*.cc)
  get_filename_component(MUJOCO_DIR ${MUJOCO_INCLUDE} DIRECTORY)
  file(GLOB MUJOCO_LIBRARY ${MUJOCO_DIR}/libmujoco.so.*)
  simbench_probe_library(simbench_mujoco SOURCES ${mujoco_probe} INCLUDES ${MUJOCO_INCLUDE} LIBS simbench_wire ${MUJOCO_LIBRARY})
else()
  message(WARNING "No MuJoCo headers in .deps/mujoco: its probe falls back to Python (run tools/setup.sh)")
endif()

simbench_probe_library(simbench_mujoco_other FOR_TESTS SOURCES ${CMAKE_SOURCE_DIR}/tests/standin/other_recorder.cc)  # of the fallback

# A probe that tells what wasn't, in a folder of its own with copies of what is beside it.
simbench_probe_library(simbench_forging_wire FOR_TESTS SOURCES ${CMAKE_SOURCE_DIR}/tests/standin/forging_wire.cc)
set_target_properties(simbench_forging_wire PROPERTIES OUTPUT_NAME simbench_wire LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/forging)
if(MUJOCO_INCLUDE)
  add_dependencies(simbench_forging_wire simbench_mujoco simbench_cage)
  add_custom_command(TARGET simbench_forging_wire POST_BUILD COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:simbench_mujoco>
    $<TARGET_FILE:simbench_cage> ${CMAKE_BINARY_DIR}/forging)
endif()

# PyChrono: no header of Chrono's is needed, names are caught at the dynamic linker.
simbench_probe_library(simbench_chrono SOURCES ${CMAKE_SOURCE_DIR}/probes/pychrono/interpose.cc LIBS simbench_wire)
