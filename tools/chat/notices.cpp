#include "chat/notices.hpp"

#include "report.hpp"

#include "netbasics/render/field_list.hpp"
#include "netbasics/text/translate.hpp"

#include <cstring>
#include <sys/socket.h>

namespace netbasics::tools {

using net::socket_event;
using net::socket_call;

namespace {

std::string option_meaning(std::string_view option)
{
    if (option == "SO_REUSEADDR") return tr("the port can be taken again at once after a restart");
    if (option == "IPV6_V6ONLY=0")
        return tr("callers over IPv4 come in too, as ::ffff:a.b.c.d (RFC 3493, 5.3)");
    if (option == "IPV6_V6ONLY=1") return tr("callers over IPv6 only (RFC 3493, 5.3)");
    if (option == "TCP_NODELAY")
        return tr("small messages leave at once: Nagle's algorithm is off (RFC 9293, 3.7.4)");
    if (option == "SO_KEEPALIVE") return tr("a peer that has vanished is noticed, if late (RFC 9293, 3.8.4)");
    return {};
}

std::string call_text(socket_event const& s)
{
    auto const fd = std::to_string(s.descriptor);
    switch (s.call) {
    case socket_call::socket:
        return substitute("socket({0}, SOCK_STREAM) = {1}",
                          {s.family == AF_INET6 ? "AF_INET6" : "AF_INET", fd});
    case socket_call::setsockopt:
        return substitute("setsockopt({0}, {1})", {fd, s.option});
    case socket_call::bind:
        return substitute("bind({0}, {1})", {fd, s.local});
    case socket_call::listen:
        return substitute("listen({0}, {1})", {fd, s.option});
    case socket_call::accept:
        return substitute("accept() = {0}", {fd});
    case socket_call::connect:
        return substitute("connect({0}, {1})", {fd, s.peer});
    case socket_call::send:
        return substitute("send({0}) = {1}", {fd, std::to_string(s.bytes)});
    case socket_call::recv:
        return substitute("recv({0}) = {1}", {fd, std::to_string(s.bytes)});
    case socket_call::shutdown:
        return substitute("shutdown({0}, SHUT_WR)", {fd});
    case socket_call::close:
        return substitute("close({0})", {fd});
    }
    return {};
}

std::string meaning(socket_event const& s)
{
    switch (s.call) {
    case socket_call::socket:
        return s.family == AF_INET6 ? tr("a TCP socket over IPv6") : tr("a TCP socket over IPv4");
    case socket_call::setsockopt:
        return option_meaning(s.option);
    case socket_call::bind:
        return tr("the address that callers will find");
    case socket_call::listen:
        return tr("the kernel now completes handshakes and keeps that many callers until they are accepted");
    case socket_call::accept:
        return substitute(tr("{0} has called {1}; the listening socket stays as it is"), {s.peer, s.local});
    case socket_call::connect:
        return substitute(tr("from {0}: the three-way handshake is done (RFC 9293, 3.5)"), {s.local});
    case socket_call::send:
        return substitute(tr("{0} -> {1}: the kernel has taken them and will see to their arrival"),
                          {s.local, s.peer});
    case socket_call::recv:
        if (s.bytes == 0) return substitute(tr("{0} has sent FIN: nothing more will come"), {s.peer});
        return substitute(tr("{0} -> {1}: TCP is a stream, borders between messages are not kept"),
                          {s.peer, s.local});
    case socket_call::shutdown:
        return tr("FIN is sent: I say no more, receiving goes on (RFC 9293, 3.6)");
    case socket_call::close:
        if (s.peer.empty()) return tr("nobody can call any more");
        return tr("done; the side whose FIN went first keeps TIME-WAIT for a while (RFC 9293, 3.6.1)");
    }
    return {};
}

}  // namespace

std::string explain(socket_event const& s)
{
    if (!s.problem) return call_text(s) + ": " + meaning(s);
    char const* const name = s.problem.category() == boost::system::system_category()
                                 ? ::strerrorname_np(s.problem.value())
                                 : nullptr;
    auto line = call_text(s);
    if (auto const result = line.find(" = "); result != line.npos) line.resize(result);
    return line + " = -1 " + (name == nullptr ? "" : name) + ": " + net::plain_words(s.problem);
}

notices::notices(arguments const& given, streams io) : given_(given), io_(io) {}

void notices::tell(std::string_view sentence)
{
    if (given_.quiet()) return;
    if (editor_ == nullptr) {
        complain(given_.title(), io_, sentence);
        io_.err.flush();
        return;
    }
    bool const color = terminal::wants_color(io_.out.descriptor(), given_.color());
    editor_->print(render::paint("* " + std::string(sentence), terminal::style::faint, color) + "\n");
}

net::trace notices::explainer()
{
    if (!given_.explain() || given_.quiet()) return {};
    return [this](socket_event const& step) { tell(netbasics::tools::explain(step)); };
}

}  // namespace netbasics::tools
