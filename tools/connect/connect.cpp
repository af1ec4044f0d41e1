#include "connect/connect.hpp"

#include "chat/standard_descriptors.hpp"
#include "chat/talk.hpp"
#include "report.hpp"

#include "netbasics/text/translate.hpp"
#include "netbasics/net/connector.hpp"

namespace netbasics::tools {

namespace asio = boost::asio;

namespace {

class calling : public meeting {
public:
    calling(net::host_port where, std::optional<std::chrono::milliseconds> most,
            client_security security)
        : where_(std::move(where)), most_(most), security_(std::move(security))
    {
    }

    asio::awaitable<result<reached>> reach(net::framing how, notices& told,
                                           std::string& reason) override
    {
        auto called = co_await net::call(where_, most_, told.explainer());
        if (called.has_error()) co_return called.error();
        auto const peer = called->from;
        auto lines = co_await enter(std::move(*called), security_, where_, how, told, reason);
        if (lines.has_error()) co_return lines.error();
        co_return reached{std::move(*lines), peer};
    }

    exit_status failed(error const& why, std::string const& reason, notices& told) override
    {
        told.tell(substitute("{0}: {1}", {to_string(where_), reason_text(why, reason)}));
        return no;
    }

private:
    net::host_port where_;
    std::optional<std::chrono::milliseconds> most_;
    client_security security_;
};

std::unique_ptr<meeting> call_at(arguments const& given, streams io, net::host_port const& where)
{
    auto security = read_client_security(given, io, where.host);
    if (!security) return nullptr;
    return std::make_unique<calling>(where, read_timeout(given), std::move(*security));
}

constexpr option_row rows[] = {
    {.name = "room", .summary = translatable("the other side is a room")},
    {.name = "timeout", .value = "SECONDS", .summary = translatable("give up calling after that time")},
};
constexpr option_group groups[] = {
    {translatable("Conversation:"), talk_rows},
    {translatable("Call:"), rows},
    {translatable("Security:"), client_security_rows},
};
constinit option_table const options = groups;

exit_status run(arguments const& given, streams io)
{
    if (auto const* seconds = given.value("timeout")) {
        auto const read = read_number(*seconds, 1, longest_timeout);
        if (!read) return complain(given.title(), io, *seconds, read.error());
    }
    fill_standard_descriptors();
    return talk(given, io, false, call_at);
}

constexpr verb verbs[] = {
    {"", "[HOST[:PORT] | HOST PORT]", translatable("call and talk"), &options, run, complete::host},
};

}  // namespace

constinit command const connect_command{"connect", connect_summary, verbs, connect_examples};

}  // namespace netbasics::tools
