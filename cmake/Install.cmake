# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What `cmake --install` puts where, and the Debian package that `cpack -G DEB` makes of it.
include(GNUInstallDirs)
set(CMAKE_INSTALL_DOCDIR ${CMAKE_INSTALL_DATAROOTDIR}/doc/listwright)

set(id org.listwright.Listwright)
install(TARGETS listwright RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES packaging/${id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/${id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES packaging/${id}.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES packaging/${id}.png DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/128x128/apps)
# All that README.md links to, under the same relative paths.
install(FILES README.md CHANGELOG.md CONTRIBUTING.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
# Where systemd looks, whatever the folder of libraries is. They start nothing by themselves.
install(FILES packaging/systemd/listwright.service packaging/systemd/listwright-worker.service
    DESTINATION lib/systemd/system)
install(FILES packaging/systemd/listwright-user.service DESTINATION lib/systemd/user RENAME listwright.service)
install(FILES packaging/systemd/listwright.env packaging/grafana/listwright.json
    DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
# When configuring, so that installing needs no other target than the program.
find_program(GZIP gzip REQUIRED)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS packaging/listwright.1)
execute_process(COMMAND ${GZIP} -9nc ${PROJECT_SOURCE_DIR}/packaging/listwright.1
    OUTPUT_FILE ${PROJECT_BINARY_DIR}/listwright.1.gz COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${PROJECT_BINARY_DIR}/listwright.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME listwright)
set(CPACK_PACKAGE_VENDOR "The Listwright authors")
set(CPACK_PACKAGE_CONTACT "The Listwright authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "seller's workbench for product listings")
set(CPACK_PACKAGE_DESCRIPTION
    "Imports products from CSV and JSON files of shops and marketplaces, scores\nand improves their listings, checks them against each marketplace's rules and\nwrites the marketplaces' upload files. Keeps everything in one local file, or\nin a PostgreSQL database that a team shares.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins are loaded at run time, so shlibdeps does not see them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libqt6sql6-sqlite, libqt6sql6-psql, qt6-qpa-plugins, qt6-svg-plugins | libqt6svg6 (<< 6.5)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "fonts-inter, qt6-wayland, qt6-translations-l10n, libsecret-1-0")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql, gnome-keyring")
include(CPack)
