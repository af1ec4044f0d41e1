#ifndef NETBASICS_TOOLS_CHAT_TALK_HPP
#define NETBASICS_TOOLS_CHAT_TALK_HPP

#include "chat/admission.hpp"
#include "chat/talk_options.hpp"

#include <optional>

namespace netbasics::tools {

/// The other side, and where it is.
struct reached {
    admitted lines;
    boost::asio::ip::tcp::endpoint peer;
};

/// How the two sides come together: one waits, the other calls.
class meeting {
public:
    virtual ~meeting() = default;

    /// SIGHUP where nobody sits at a terminal; false: it means the end.
    virtual bool read_again(notices& /*told*/) { return false; }

    /// After a conversation comes the next one.
    virtual bool goes_on() const { return false; }

    /// `reason`: the other side's own words where it turns this one away.
    virtual boost::asio::awaitable<result<reached>> reach(net::framing how, notices& told,
                                                          std::string& reason) = 0;

    /// Tells the user why they did not; the exit status for that.
    virtual exit_status failed(error const& why, std::string const& reason, notices& told) = 0;
};

/// Null where an option cannot be read, and that is told.
using make_meeting = std::unique_ptr<meeting> (*)(arguments const& given, streams io,
                                                  net::host_port const& where);

/// The address that was given, or the usual one; nothing where it cannot be read, and that is told.
std::optional<net::host_port> read_operand(arguments const& given, streams io);

/// Brings the two together and holds their conversation; the exit status of `serve` and `connect`.
exit_status talk(arguments const& given, streams io, bool server, make_meeting make);

}  // namespace netbasics::tools

#endif
