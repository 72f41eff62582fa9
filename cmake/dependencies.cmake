# One line a dependency: Debian 12's version is the minimum. tools/setup.sh installs them all.
find_package(fmt 9.1 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CURL 7.88 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(ZLIB 1.2.13 REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd>=1.5)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib>=0.11)  # `serve`, and servers of tests
find_library(RE2_LIBRARY re2 REQUIRED)
pkg_check_modules(muparser REQUIRED IMPORTED_TARGET muparser>=2.3)
pkg_check_modules(nlopt REQUIRED IMPORTED_TARGET nlopt>=2.7)
pkg_check_modules(libarchive REQUIRED IMPORTED_TARGET libarchive>=3.6)
pkg_check_modules(seccomp REQUIRED IMPORTED_TARGET libseccomp>=2.5)
find_path(TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
find_path(CLI11_INCLUDE CLI/CLI.hpp REQUIRED)
find_path(EXPECTED_INCLUDE tl/expected.hpp REQUIRED)
find_path(MUSTACHE_INCLUDE kainjow/mustache.hpp REQUIRED)
find_path(BOOST_MATH_INCLUDE boost/math/distributions.hpp REQUIRED)

# tree-sitter: C core 0.22.3 compiled here from PyPI's source package, Python grammar 0.21.0 compiled in PyPI's wheel.
set(GRAMMAR_DIR ${CMAKE_SOURCE_DIR}/.deps/grammar)
set(TREE_SITTER_DIR ${GRAMMAR_DIR}/tree-sitter-0.22.3/tree_sitter/core/lib)
if(SKBUILD AND NOT EXISTS ${TREE_SITTER_DIR}/src/lib.c)  # pip builds the source package: nobody ran setup.sh there
  execute_process(COMMAND ${CMAKE_SOURCE_DIR}/tools/setup.sh environments COMMAND_ERROR_IS_FATAL ANY)
endif()
if(NOT EXISTS ${TREE_SITTER_DIR}/src/lib.c)
  message(FATAL_ERROR "tree-sitter is not there: run tools/setup.sh first (make build does)")
endif()
add_library(tree_sitter STATIC ${TREE_SITTER_DIR}/src/lib.c)
target_include_directories(tree_sitter SYSTEM PUBLIC ${TREE_SITTER_DIR}/include PRIVATE ${TREE_SITTER_DIR}/src)
target_compile_options(tree_sitter PRIVATE -w -O3)  # fast in every build: its inner loops are most of a parse
target_compile_definitions(tree_sitter PRIVATE NDEBUG)
# It names itself nowhere: under a name of ours it is found by the run path, wherever the program is installed.
set(TREE_SITTER_PYTHON ${CMAKE_BINARY_DIR}/lib/libsimbench_grammar.so)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
file(COPY_FILE ${GRAMMAR_DIR}/tree_sitter_python/_binding.abi3.so ${TREE_SITTER_PYTHON} ONLY_IF_DIFFERENT)
add_library(tree_sitter_python SHARED IMPORTED)
set_target_properties(tree_sitter_python PROPERTIES IMPORTED_LOCATION ${TREE_SITTER_PYTHON} IMPORTED_NO_SONAME TRUE)
# The wheel's library also refers to CPython's module functions, which nobody calls here: leave them unresolved.
target_link_options(tree_sitter_python INTERFACE -Wl,--unresolved-symbols=ignore-in-shared-libs -Wl,-z,lazy)
