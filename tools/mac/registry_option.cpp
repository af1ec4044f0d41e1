#include "mac/registry_option.hpp"

#include "report.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace netbasics::tools::mac_verbs {
namespace {

using registry::oui_list;

result<std::string> read_file(char const* path)
{
    int const descriptor = ::open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return last_system_error();
    std::string text;
    result<std::string> outcome = error();
    for (;;) {
        constexpr std::size_t step = std::size_t{1} << 20;
        auto const had = text.size();
        text.resize(had + step);
        auto const got = ::read(descriptor, text.data() + had, step);
        text.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0 && errno == EINTR) continue;
        if (got > 0 && text.size() <= oui_list::most_bytes) continue;
        if (got < 0)
            outcome = last_system_error();
        else if (got > 0)
            outcome = error(boost::system::error_code(EFBIG, boost::system::system_category()));
        else
            outcome = std::move(text);
        break;
    }
    ::close(descriptor);
    return outcome;
}

}  // namespace

std::optional<registry::oui_registry> open_registry(arguments const& given, streams io)
{
    auto const* path = given.value("registry");
    if (path == nullptr) return registry::oui_registry();
    auto const text = read_file(path->c_str());
    auto list = text ? oui_list::from_text(*text) : result<oui_list>(text.error());
    if (list) return registry::oui_registry(std::move(*list));
    complain(given.title(), io, *path, list.error());
    return std::nullopt;
}

}  // namespace netbasics::tools::mac_verbs
