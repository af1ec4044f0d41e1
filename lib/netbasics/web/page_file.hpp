#ifndef NETBASICS_WEB_PAGE_FILE_HPP
#define NETBASICS_WEB_PAGE_FILE_HPP

#include <span>
#include <string_view>

namespace netbasics::web {

/// A file of the page, which is part of the program: page/, embedded by embed/.
struct page_file {
    std::string_view path;  ///< that a browser asks for
    std::string_view type;  ///< media type
    std::string_view tag;   ///< of these bytes, in quotes: the ETag of RFC 9110, section 8.8.3
    std::string_view bytes;
};

std::span<page_file const> page_files() noexcept;

}  // namespace netbasics::web

#endif
