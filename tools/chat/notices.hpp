#ifndef NETBASICS_TOOLS_CHAT_NOTICES_HPP
#define NETBASICS_TOOLS_CHAT_NOTICES_HPP

#include "arguments.hpp"

#include "netbasics/terminal/line_editor.hpp"
#include "netbasics/net/trace.hpp"

#include <string>
#include <string_view>

namespace netbasics::tools {

/** What happens beside the conversation: on standard error, or above the line being typed.
    Sentences are harmless already. */
class notices {
public:
    notices(arguments const& given, streams io);

    /// While somebody types at a terminal; null: no more.
    void use(terminal::line_editor* editor) { editor_ = editor; }

    void tell(std::string_view sentence);

    /// Where `--explain` is given.
    void explain(std::string_view sentence)
    {
        if (given_.explain()) tell(sentence);
    }

    /// For `--explain`; empty where it is not asked for.
    net::trace explainer();

private:
    arguments const& given_;
    streams io_;
    terminal::line_editor* editor_ = nullptr;
};

/// A socket call and what it means, in one line.
std::string explain(net::socket_event const& step);

}  // namespace netbasics::tools

#endif
