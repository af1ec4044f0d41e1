#include "serve/door.hpp"

#include "chat/admission.hpp"
#include "holder_text.hpp"

#include "netbasics/text/translate.hpp"

#include <boost/asio/error.hpp>

namespace netbasics::tools {

void announce(net::listener& door, server_security const& security, notices& told)
{
    for (auto const& address : door.addresses()) told.tell(substitute(tr("listening on {0}"), {address}));
    tell_of_certificate(security, told);
    door.on_rest([&told](boost::system::error_code why) {
        told.tell(substitute(tr("callers have to wait: {0}"), {net::plain_words(why)}));
    });
}

void tell_of_certificate(server_security const& security, notices& told)
{
    if (security.print)
        told.tell(substitute(tr("with TLS; the fingerprint is {0}"), {to_string(*security.print)}));
}

std::string why_not_listening(net::host_port const& where, error const& why)
{
    auto sentence = substitute("{0}: {1}", {to_string(where), reason_text(why)});
    if (why.system == boost::asio::error::address_in_use) sentence.append(holders_text(where.port));
    return sentence;
}

}  // namespace netbasics::tools
