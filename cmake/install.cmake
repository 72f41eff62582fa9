# cmake --install build/release --prefix P: the program, the libraries of its probes, and its data. The program finds them relative to itself
# (src/base/paths.h), so that P can be moved.
set_target_properties(simbench PROPERTIES INSTALL_RPATH "\$ORIGIN/../lib/simbench")
install(TARGETS simbench RUNTIME DESTINATION bin)
foreach(probe simbench_wire simbench_cage simbench_mujoco simbench_chrono)
  if(TARGET ${probe})
    install(TARGETS ${probe} LIBRARY DESTINATION lib/simbench)
  endif()
endforeach()
install(FILES ${TREE_SITTER_PYTHON} DESTINATION lib/simbench)

set(SIMBENCH_SHARE share/simbench)
install(DIRECTORY suites DESTINATION ${SIMBENCH_SHARE} PATTERN __pycache__ EXCLUDE)
install(DIRECTORY probes/ DESTINATION ${SIMBENCH_SHARE}/probes FILES_MATCHING PATTERN "*.py")
install(DIRECTORY src/judge/rubrics/ DESTINATION ${SIMBENCH_SHARE}/rubrics FILES_MATCHING PATTERN "*.toml")
install(DIRECTORY src/api_index/probe/ DESTINATION ${SIMBENCH_SHARE}/introspection FILES_MATCHING PATTERN "*.py")
install(FILES requirements/mujoco.txt DESTINATION ${SIMBENCH_SHARE}/requirements)
install(FILES README.md LICENSE CITATION.cff DESTINATION share/doc/simbench)
