# What is installed where, and how CPack packs it. Two components: `program`, which can be put
# anywhere and moved, and `kiosk`, for an exhibition, which only the Debian package brings.

# ---- the version and its day, told in the change log ---------------------------------------
set(CHANGELOG ${CMAKE_SOURCE_DIR}/CHANGELOG.md)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CHANGELOG})
file(STRINGS ${CHANGELOG} releases REGEX "^## ")
list(GET releases 0 release)
if(NOT release MATCHES "^## ${PROJECT_VERSION} - ([0-9]+-[0-9]+-[0-9]+)$")
    message(FATAL_ERROR "CHANGELOG.md begins with '${release}', the project is at "
        "${PROJECT_VERSION}; write '## ${PROJECT_VERSION} - YYYY-MM-DD' above its changes")
endif()
set(RELEASE_DAY ${CMAKE_MATCH_1})
set(PAGES_DIR ${CMAKE_BINARY_DIR}/pages)
configure_file(packaging/snowmelt.metainfo.xml.in ${PAGES_DIR}/snowmelt.metainfo.xml @ONLY)

# ---- pages made from the option table ------------------------------------------------------
add_executable(pages packaging/pages.c packaging/manual.c packaging/completion.c)
target_compile_definitions(pages PRIVATE RELEASE_DAY="${RELEASE_DAY}")
target_link_libraries(pages PRIVATE snowmelt_core snowmelt_flags)
set_target_properties(pages PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PAGES_DIR})
set(PAGES manual:snowmelt.1 bash:snowmelt.bash zsh:_snowmelt fish:snowmelt.fish)
set(PAGE_FILES "")
foreach(page IN LISTS PAGES)
    string(REPLACE ":" ";" page ${page})
    list(GET page 0 kind)
    list(GET page 1 file)
    add_custom_command(OUTPUT ${PAGES_DIR}/${file}
        COMMAND pages ${kind} > ${PAGES_DIR}/${file}
        DEPENDS pages
        VERBATIM)
    list(APPEND PAGE_FILES ${PAGES_DIR}/${file})
endforeach()
find_program(GZIP gzip REQUIRED)
set(KIOSK_PAGE snowmelt-kiosk-install.8)
set(PACKED ${PAGES_DIR}/changelog.gz ${PAGES_DIR}/snowmelt.1.gz ${PAGES_DIR}/${KIOSK_PAGE}.gz)
add_custom_command(OUTPUT ${PACKED}
    COMMAND ${GZIP} -9nc ${CHANGELOG} > ${PAGES_DIR}/changelog.gz
    COMMAND ${GZIP} -9nc ${PAGES_DIR}/snowmelt.1 > ${PAGES_DIR}/snowmelt.1.gz
    COMMAND ${GZIP} -9nc ${CMAKE_SOURCE_DIR}/packaging/kiosk/${KIOSK_PAGE}
            > ${PAGES_DIR}/${KIOSK_PAGE}.gz
    DEPENDS ${CHANGELOG} ${PAGES_DIR}/snowmelt.1 packaging/kiosk/${KIOSK_PAGE}
    VERBATIM)
add_custom_target(snowmelt_pages ALL
    DEPENDS ${PAGE_FILES} ${PACKED})

# ---- the program ---------------------------------------------------------------------------
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
    GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(share ${CMAKE_INSTALL_DATADIR})
install(TARGETS snowmelt)
install(DIRECTORY assets/scenarios assets/talks DESTINATION ${share}/snowmelt)
foreach(tag IN LISTS LANGUAGE_TAGS)
    install(FILES ${LANGUAGES_DIR}/${tag}/LC_MESSAGES/snowmelt.mo
        DESTINATION ${share}/snowmelt/languages/${tag}/LC_MESSAGES)
endforeach()
install(FILES packaging/snowmelt.desktop DESTINATION ${share}/applications)
install(FILES packaging/snowmelt.svg DESTINATION ${share}/icons/hicolor/scalable/apps)
install(FILES ${PAGES_DIR}/snowmelt.metainfo.xml DESTINATION ${share}/metainfo)
install(FILES ${PAGES_DIR}/snowmelt.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PAGES_DIR}/snowmelt.bash DESTINATION ${share}/bash-completion/completions
    RENAME snowmelt)
install(FILES ${PAGES_DIR}/_snowmelt DESTINATION ${share}/zsh/vendor-completions)
install(FILES ${PAGES_DIR}/snowmelt.fish DESTINATION ${share}/fish/vendor_completions.d)
set(doc ${share}/doc/snowmelt)
install(FILES README.md CHANGELOG.md DESTINATION ${doc})
install(FILES LICENSE DESTINATION ${doc} RENAME copyright)
install(FILES ${PAGES_DIR}/changelog.gz DESTINATION ${doc})
install(DIRECTORY docs DESTINATION ${doc} FILES_MATCHING PATTERN "*.md" PATTERN "*.png"
    PATTERN "*.gif" PATTERN pictures)

# ---- an exhibition: never part of a plain `cmake --install` ---------------------------------
install(FILES packaging/kiosk/snowmelt-kiosk.service DESTINATION lib/systemd/system
    COMPONENT kiosk EXCLUDE_FROM_ALL)
install(FILES packaging/kiosk/sysusers.conf DESTINATION ${share}/snowmelt/kiosk
    COMPONENT kiosk EXCLUDE_FROM_ALL)
install(PROGRAMS packaging/kiosk/kiosk-session DESTINATION lib/snowmelt
    COMPONENT kiosk EXCLUDE_FROM_ALL)
install(PROGRAMS packaging/kiosk/snowmelt-kiosk-install DESTINATION sbin
    COMPONENT kiosk EXCLUDE_FROM_ALL)
install(FILES ${PAGES_DIR}/${KIOSK_PAGE}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man8
    COMPONENT kiosk EXCLUDE_FROM_ALL)
install(FILES packaging/kiosk/settings DESTINATION /etc/snowmelt RENAME kiosk
    COMPONENT kiosk EXCLUDE_FROM_ALL)

# ---- packages ------------------------------------------------------------------------------
set(CPACK_GENERATOR DEB TXZ)
set(CPACK_PACKAGE_NAME snowmelt)
set(CPACK_PACKAGE_VENDOR "the Snowmelt authors")
set(CPACK_PACKAGE_CONTACT "the Snowmelt authors <authors@snowmelt.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "worn path in a live spiking network, loosening")
set(CPACK_PACKAGE_DESCRIPTION
"Snowmelt animates a small, live network of spiking brain cells. A path is
worn into it by the network's own plasticity, loosens under simulated
ketamine, and new contacts grow; those that are used can stay.
.
It opens a window, records films and pictures without one, runs experiments
as tables, gives talks, and can be set up unattended in an exhibition.
It is a model to look into, not medical advice.")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What is loaded while it runs, so that no link tells of it.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "fonts-inter | fonts-noto-core | fonts-dejavu-core, libegl1, libgl1, libgl1-mesa-dri")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ffmpeg, fonts-noto-core, fonts-wqy-microhei")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "cage, seatd, xwayland, speech-dispatcher")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    "${CMAKE_SOURCE_DIR}/packaging/debian/conffiles"
    "${CMAKE_SOURCE_DIR}/packaging/debian/postinst"
    "${CMAKE_SOURCE_DIR}/packaging/debian/prerm"
    "${CMAKE_SOURCE_DIR}/packaging/debian/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_SOURCE_DIR}/cmake/Packages.cmake)
set(CPACK_INSTALL_CMAKE_PROJECTS
    "${CMAKE_BINARY_DIR};snowmelt;program;/;${CMAKE_BINARY_DIR};snowmelt;kiosk;/")
include(CPack)
