# cmake --install build/release --prefix P: the program, the libraries of its probes, and its data. The program finds them relative to itself
# (src/base/paths.h), so that P can be moved.
option(SIMBENCH_BUNDLE "Install the distribution's libraries too, so that the prefix runs on machines without them: for the wheel" OFF)
set_target_properties(simbench PROPERTIES INSTALL_RPATH "\$ORIGIN/../lib/simbench;\$ORIGIN/../lib/simbench/bundled")
if(SIMBENCH_BUNDLE)
  # The old kind of run path holds for what the libraries need in their turn. What every Linux has stays out, and so does C++'s own library:
  # it may not stand before a simulator's newer one. The cage's library lies beside the cage, which is loaded where candidates run.
  target_link_options(simbench PRIVATE -Wl,--disable-new-dtags)
  install(TARGETS simbench RUNTIME_DEPENDENCY_SET bundled RUNTIME DESTINATION bin)
  install(RUNTIME_DEPENDENCY_SET bundled DESTINATION lib/simbench/bundled
    PRE_EXCLUDE_REGEXES "^lib(c|m|dl|rt|pthread|resolv|gcc_s|stdc\\+\\+|simbench_.*)\\.so" "^ld-linux")
  install(CODE [[
    set(libraries "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/simbench")
    file(GLOB bundled "${libraries}/bundled/*")
    foreach(library ${bundled})  # a wheel has no links: each library once, under the name that is asked for
      if(IS_SYMLINK ${library})
        file(REAL_PATH ${library} file)
        file(RENAME ${file} ${library})
      endif()
    endforeach()
    file(RENAME "${libraries}/bundled/libseccomp.so.2" "${libraries}/libseccomp.so.2")
  ]])
else()
  install(TARGETS simbench RUNTIME DESTINATION bin)
endif()
foreach(probe simbench_wire simbench_cage simbench_mujoco simbench_chrono)
  if(TARGET ${probe})
    install(TARGETS ${probe} LIBRARY DESTINATION lib/simbench)
  endif()
endforeach()
install(FILES ${TREE_SITTER_PYTHON} DESTINATION lib/simbench)

set(SIMBENCH_SHARE share/simbench)
install(DIRECTORY suites DESTINATION ${SIMBENCH_SHARE} PATTERN __pycache__ EXCLUDE)
install(DIRECTORY examples/suite DESTINATION ${SIMBENCH_SHARE}/examples PATTERN validation.json EXCLUDE
        PATTERN __pycache__ EXCLUDE)
install(DIRECTORY probes/ DESTINATION ${SIMBENCH_SHARE}/probes FILES_MATCHING PATTERN "*.py")
install(DIRECTORY src/judge/rubrics/ DESTINATION ${SIMBENCH_SHARE}/rubrics FILES_MATCHING PATTERN "*.toml")
install(FILES src/provider/prices/prices.toml DESTINATION ${SIMBENCH_SHARE}/prices)
install(DIRECTORY src/grader/policies/ DESTINATION ${SIMBENCH_SHARE}/policies FILES_MATCHING PATTERN "*.toml")
install(DIRECTORY src/api_index/probe/ DESTINATION ${SIMBENCH_SHARE}/introspection FILES_MATCHING PATTERN "*.py")
install(FILES src/exchange/parquet.py DESTINATION ${SIMBENCH_SHARE}/exchange)
install(FILES requirements/mujoco.txt requirements/arrow.txt DESTINATION ${SIMBENCH_SHARE}/requirements)
foreach(file build/three.core.min.js build/three.module.min.js examples/jsm/controls/OrbitControls.js LICENSE)
  get_filename_component(folder ${file} DIRECTORY)
  install(FILES .deps/three/node_modules/three/${file} DESTINATION ${SIMBENCH_SHARE}/three/${folder} OPTIONAL)
endforeach()
install(FILES README.md LICENSE CITATION.cff DESTINATION share/doc/simbench)
