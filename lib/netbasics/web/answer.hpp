#ifndef NETBASICS_WEB_ANSWER_HPP
#define NETBASICS_WEB_ANSWER_HPP

#include "netbasics/web/called_names.hpp"
#include "netbasics/web/page_file.hpp"

#include <string>
#include <string_view>

namespace netbasics::web {

/// What counts of a request; empty: not sent.
struct question {
    std::string_view method{};
    std::string_view target{};
    std::string_view host{};
    std::string_view origin{};
    std::string_view known_tag{};  ///< If-None-Match
    bool to_websocket = false;
    bool secure = false;  ///< it came over TLS
};

/// The status codes are those of RFC 9110, section 15.
struct answer {
    enum class what {
        file = 200,
        websocket = 101,  ///< he may come into the room
        unchanged = 304,
        bad_request = 400,
        forbidden = 403,
        not_found = 404,
        wrong_method = 405,
        too_large = 413,
        wrong_host = 421,
        websocket_only = 426,
        too_long = 431,
    };

    what status;
    page_file const* file = nullptr;
    std::string reason{};  ///< a sentence where there is no file
};

/** Looks neither at time nor at the network. A page of another site is turned away from the room: its Origin
   is not the host that is called. */
answer answer_to(question const& asked, called_names const& names);

}  // namespace netbasics::web

#endif
