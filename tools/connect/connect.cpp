#include "connect/connect.hpp"

#include "chat/standard_descriptors.hpp"
#include "chat/talk.hpp"
#include "report.hpp"

#include "netbasics/text/translate.hpp"
#include "netbasics/transport/connector.hpp"

#include <boost/program_options/value_semantic.hpp>

namespace netbasics::tools {

namespace asio = boost::asio;
namespace po = boost::program_options;

namespace {

constexpr std::uint64_t longest_timeout = 86400;  // seconds

class calling : public meeting {
public:
    calling(transport::host_port where, std::optional<std::chrono::milliseconds> most)
        : where_(std::move(where)), most_(most)
    {
    }

    asio::awaitable<result<transport::caller>> reach(notices& told) override
    {
        return transport::call(where_, most_, told.explainer());
    }

    exit_status failed(error const& why, notices& told) override
    {
        told.tell(substitute("{0}: {1}", {to_string(where_), transport::plain_words(why.system)}));
        return no;
    }

private:
    transport::host_port where_;
    std::optional<std::chrono::milliseconds> most_;
};

std::unique_ptr<meeting> call_at(arguments const& given, streams, transport::host_port const& where)
{
    std::optional<std::chrono::milliseconds> most;
    if (auto const* seconds = given.value("timeout"))
        most = std::chrono::seconds(*read_number(*seconds, 1, longest_timeout));
    return std::make_unique<calling>(where, most);
}

void add_options(po::options_description& options)
{
    add_talk_options(options);
    options.add_options()("room", translatable("the other side is a room"))(
        "timeout", po::value<std::string>()->value_name("SECONDS"),
        translatable("give up calling after that time"));
}

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
    {"", "[HOST[:PORT]]", translatable("call and talk"), add_options, run},
};

constexpr example examples[] = {
    {"connect", translatable("call 127.0.0.1:8001 and talk")},
    {"connect --name 李四 [::1]:8001", translatable("over IPv6, with a name")},
    {"connect --room --name 张三",
     translatable("take part in a room, and come back when the connection is lost")},
    {"connect --timeout 5 example.net:7", translatable("every address of the host, five seconds at most")},
};

}  // namespace

constinit command const connect_command{"connect", translatable("call somebody and talk"), verbs, examples};

}  // namespace netbasics::tools
