# Data that is compiled in: registries as sorted tables, the page byte for byte.

# usage: embed(TARGET GENERATOR OUTPUT DATA…): GENERATOR, a source file, is built and run as `GENERATOR OUTPUT DATA…`.
function(netbasics_embed target generator output)
    get_filename_component(name ${generator} NAME_WE)
    add_executable(${name} ${generator})
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE netbasics_build)
    target_compile_options(${name} PRIVATE -O0)  # runs once, for less time than it takes to optimise
    list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE data)
    add_custom_command(OUTPUT ${output} COMMAND ${name} ${output} ${data} DEPENDS ${name} ${data})
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${output})
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${output} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()

netbasics_embed(netbasics netbasics/registry/embed/embed_oui.cpp oui_tables.cpp netbasics/registry/data/oui.tsv)
netbasics_embed(netbasics netbasics/registry/embed/embed_services.cpp service_tables.inc
    netbasics/registry/data/services.tsv netbasics/registry/data/services_customary.tsv)
set_source_files_properties(netbasics/registry/service_registry.cpp PROPERTIES
    INCLUDE_DIRECTORIES ${CMAKE_CURRENT_BINARY_DIR})

set(page feed.js icon.svg index.html log.js main.js people.js secret.js style.css visible.js words.js)
list(TRANSFORM page PREPEND netbasics/web/page/)
netbasics_embed(netbasics_chat netbasics/web/embed/embed_page.cpp page_files.cpp ${page})
