# One test program a room (src/<room>/*_test.cc; where a build compiles all rooms together, one of all rooms) and one for the
# whole (tests/*_test.cc); every case is a ctest.
# A suite whose name ends in "Slow" gets the label slow, "Parity" the label parity, "Real" (other people's software, which
# tools/setup.sh installs on request; skipped without it) the label real, all others fast. One that ends in
# "OnAllCores" is slow, too, and runs first and alone: it keeps all cores busy by itself.
enable_testing()
find_package(GTest REQUIRED)
include(GoogleTest)

function(simbench_test_program name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${SIMBENCH_UNITY} UNITY_BUILD_BATCH_SIZE 0)
  target_link_libraries(${name} PRIVATE ${TEST_LIBS} simbench_settings GTest::gtest_main PkgConfig::httplib)
  simbench_discover(${name} fast "-*Slow.*:*Parity.*:*OnAllCores.*:*Real.*:*Slow/*:*Parity/*")
  simbench_discover(${name} slow "*Slow.*:*Slow/*")
  simbench_discover(${name} parity "*Parity.*:*Parity/*")
  simbench_discover(${name} real "*Real.*" TIMEOUT 3600)
  simbench_discover(${name} slow "*OnAllCores.*" RUN_SERIAL TRUE COST 1000)
endfunction()

function(simbench_discover name label filter)
  string(MAKE_C_IDENTIFIER "${name}_${label}_${filter}" list)
  gtest_discover_tests(${name} TEST_LIST ${list} TEST_FILTER "${filter}" DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${label} TIMEOUT 900 ENVIRONMENT "SIMBENCH_REFERENCE_CACHE=${CMAKE_BINARY_DIR}/references" ${ARGN})
endfunction()

add_custom_target(bench_all)
add_custom_target(fuzz_all)
file(GLOB room_dirs LIST_DIRECTORIES true ${CMAKE_SOURCE_DIR}/src/*)
foreach(dir ${room_dirs})
  get_filename_component(room ${dir} NAME)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*_test.cc)
  file(GLOB_RECURSE fuzz_target CONFIGURE_DEPENDS ${dir}/*_fuzz.cc)  # at most one a room; the tests run it on seeded mutations, too
  file(GLOB_RECURSE bench CONFIGURE_DEPENDS ${dir}/*_bench.cc)
  if(SIMBENCH_UNITY)
    list(APPEND of_rooms ${sources} ${fuzz_target})
  elseif(sources)
    simbench_test_program(test_${room} SOURCES ${sources} ${fuzz_target} LIBS simbench_${room})
  endif()
  if(bench)  # on request: make bench
    add_executable(bench_${room} EXCLUDE_FROM_ALL ${bench})
    add_dependencies(bench_all bench_${room})
    set_target_properties(bench_${room} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
    target_link_libraries(bench_${room} PRIVATE simbench_${room} simbench_settings)
  endif()
  if(fuzz_target AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_executable(fuzz_${room} EXCLUDE_FROM_ALL ${fuzz_target})
    add_dependencies(fuzz_all fuzz_${room})
    set_target_properties(fuzz_${room} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
    target_link_libraries(fuzz_${room} PRIVATE simbench_${room} simbench_settings)
    target_compile_definitions(fuzz_${room} PRIVATE SIMBENCH_FUZZ)
    target_link_options(fuzz_${room} PRIVATE -fsanitize=fuzzer)
  endif()
endforeach()
set(SIMBENCH_TESTS_OF_SANDBOX test_sandbox)
if(SIMBENCH_UNITY)
  simbench_test_program(test_rooms SOURCES ${of_rooms} LIBS simbench_house)
  set(SIMBENCH_TESTS_OF_SANDBOX test_rooms)
endif()
file(GLOB whole_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/*_test.cc)
simbench_test_program(test_whole SOURCES ${whole_sources} LIBS simbench_cli)
add_dependencies(test_whole simbench simbench_forging_wire)

# The Python package against the built program.
set(PACKAGE_PYTHON ${CMAKE_SOURCE_DIR}/.deps/mujoco/bin/python)
if(EXISTS ${PACKAGE_PYTHON})
  add_test(NAME PythonPackage COMMAND ${PACKAGE_PYTHON} -m unittest discover -v -s ${CMAKE_SOURCE_DIR}/python/tests)
  set_tests_properties(PythonPackage PROPERTIES LABELS slow TIMEOUT 900
    ENVIRONMENT "SIMBENCH_PROGRAM=$<TARGET_FILE:simbench>;PYTHONPATH=${CMAKE_SOURCE_DIR}/python")
endif()

# Its adapters against the frameworks themselves (tools/setup.sh adapters): ctest -L packages.
foreach(package trl verifiers nemo_gym)
  set(package_python ${CMAKE_SOURCE_DIR}/.deps/${package}/bin/python)
  if(EXISTS ${package_python})
    add_test(NAME Adapters.${package} COMMAND ${package_python} -m unittest -v test_${package}
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/python/tests/packages)
  else()
    add_test(NAME Adapters.${package} COMMAND ${CMAKE_COMMAND} -E echo "skipped: tools/setup.sh adapters installs ${package}")
  endif()
  set_tests_properties(Adapters.${package} PROPERTIES LABELS packages TIMEOUT 1800 SKIP_REGULAR_EXPRESSION "^skipped: "
    ENVIRONMENT "SIMBENCH_PROGRAM=$<TARGET_FILE:simbench>;PYTHONPATH=${CMAKE_SOURCE_DIR}/python;SIMBENCH_REFERENCE_CACHE=${CMAKE_BINARY_DIR}/references")
endforeach()

# The tables of docs/suites are what the suites say.
find_program(SIMBENCH_PYTHON3 python3)
add_test(NAME Docs.TablesOfTheSuites COMMAND ${SIMBENCH_PYTHON3} ${CMAKE_SOURCE_DIR}/tools/stated_tables.py --check)
set_tests_properties(Docs.TablesOfTheSuites PROPERTIES LABELS fast)
