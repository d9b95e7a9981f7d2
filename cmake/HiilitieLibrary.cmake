# Options that every target of ours gets, and the one function that makes a library.
option(HIILITIE_TESTS "Build the tests and benchmarks" ON)
option(HIILITIE_SANITIZE "Address and undefined behaviour sanitizers" OFF)
set(HIILITIE_APART "" CACHE STRING "Files that one works on: each is compiled by itself, whatever stands in its batch")

find_program(CCACHE ccache)
if(CCACHE)
  # Paths relative to the checkout, so that another clone finds what this one compiled; precompiled headers need the
  # sloppiness that ccache's manual names for them.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

add_library(hiilitie_options INTERFACE)
target_compile_features(hiilitie_options INTERFACE cxx_std_20)
target_compile_options(hiilitie_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  -fno-math-errno)
if(CMAKE_UNITY_BUILD)
  # GCC takes the files of a batch for headers.
  target_compile_options(hiilitie_options INTERFACE -Wno-subobject-linkage)
endif()
if(HIILITIE_SANITIZE)
  target_compile_options(hiilitie_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
    -fno-omit-frame-pointer)
  target_link_options(hiilitie_options INTERFACE -fsanitize=address,undefined)
endif()
target_compile_definitions(hiilitie_options INTERFACE
  GLM_FORCE_EXPLICIT_CTOR GLM_FORCE_XYZW_ONLY GLFW_INCLUDE_NONE)

# hiilitie_library(NAME PUBLIC libs... PRIVATE libs...)
#   All .cpp files of the folder NAME. The include path of the library is a folder that holds a link to NAME alone,
#   so a file of geo/ can not include "render/...": the arrow geo <- layers <- render <- app is enforced here.
function(hiilitie_library name)
  cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${name}/*.cpp)
  list(REMOVE_ITEM sources ${PROJECT_SOURCE_DIR}/${name}/main.cpp)
  add_library(${name} STATIC ${sources})
  set(include_root ${PROJECT_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${include_root})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${name} ${include_root}/${name} SYMBOLIC)
  target_include_directories(${name} PUBLIC ${include_root})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} hiilitie_options)
  target_compile_features(${name} PUBLIC cxx_std_20)
  if(HIILITIE_APART)
    set_source_files_properties(${HIILITIE_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endfunction()

# The assets (factors, styles, shaders, translations) are found beside the program or, in the build tree, by this link.
function(hiilitie_assets target)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/assets ${PROJECT_BINARY_DIR}/assets SYMBOLIC)
  install(TARGETS ${target} DESTINATION bin)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/assets/ DESTINATION share/hiilitie/assets)
endfunction()

# `tidy`: clang-tidy over our sources, with the compile commands of this build.
find_program(CLANG_TIDY_RUNNER NAMES run-clang-tidy run-clang-tidy-14)
if(CLANG_TIDY_RUNNER)
  add_custom_target(tidy
    COMMAND ${CLANG_TIDY_RUNNER} -quiet -p ${PROJECT_BINARY_DIR} "${PROJECT_SOURCE_DIR}/(geo|layers|render|app)/"
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
endif()
