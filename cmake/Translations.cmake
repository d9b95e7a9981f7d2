# hiilitie_translations(TARGET LANGUAGE...)
#   Compiles assets/translations/LANGUAGE.po to BUILD/locale/LANGUAGE/LC_MESSAGES/hiilitie.mo with the target.
#   `cmake --build BUILD --target update-translations` collects the texts of the sources into the .po files.
function(hiilitie_translations target)
  set(outputs)
  foreach(language IN LISTS ARGN)
    set(po ${PROJECT_SOURCE_DIR}/assets/translations/${language}.po)
    set(mo ${PROJECT_BINARY_DIR}/locale/${language}/LC_MESSAGES/hiilitie.mo)
    add_custom_command(OUTPUT ${mo}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/locale/${language}/LC_MESSAGES
      COMMAND ${GETTEXT_MSGFMT_EXECUTABLE} --check-format -o ${mo} ${po}
      DEPENDS ${po} VERBATIM)
    list(APPEND outputs ${mo})
    install(FILES ${mo} DESTINATION share/locale/${language}/LC_MESSAGES)
  endforeach()
  add_custom_target(translations ALL DEPENDS ${outputs})
  add_dependencies(${target} translations)
  add_custom_target(update-translations
    COMMAND ${PROJECT_SOURCE_DIR}/assets/translations/update ${ARGN}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
endfunction()
