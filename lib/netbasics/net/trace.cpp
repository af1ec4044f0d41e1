#include "netbasics/net/trace.hpp"

#include "netbasics/text/translate.hpp"

#include <boost/asio/error.hpp>

namespace netbasics::net {

std::string plain_words(boost::system::error_code problem)
{
    namespace error = boost::asio::error;

    struct meaning {
        boost::system::error_code code;
        char const* sentence;
    };

    static meaning const meanings[] = {
        {error::connection_refused, translatable("connection refused: nobody listens there")},
        {error::connection_reset,
         translatable("connection reset: the other side threw it away, with data unread or by force")},
        {error::broken_pipe, translatable("connection lost: the other side has closed it and takes no more")},
        {error::timed_out, translatable("timed out: no answer came")},
        {error::host_unreachable,
         translatable("host unreachable: no route leads there, or nobody has that address")},
        {error::network_unreachable, translatable("network unreachable: this machine has no route there")},
        {error::address_in_use, translatable("address already in use: another socket listens there")},
        {error::access_denied, translatable("permission denied: ports below 1024 need a privilege")},
        {error::host_not_found, translatable("host name not found")},
        {error::host_not_found_try_again, translatable("host name not found: no name server answers")},
        {error::no_data, translatable("the host name has no address")},
        {{EADDRNOTAVAIL, boost::system::system_category()}, translatable("not an address of this machine")},
        {{EAFNOSUPPORT, boost::system::system_category()},
         translatable("this machine does not speak that address family")},
        {{EMFILE, boost::system::system_category()},
         translatable("this process may open no more descriptors")},
    };
    for (auto const& m : meanings)
        if (m.code == problem) return tr(m.sentence);
    return problem.message();
}

}  // namespace netbasics::net
