#ifndef NETBASICS_TOOLS_SUBNET_PREFIX_LINES_HPP
#define NETBASICS_TOOLS_SUBNET_PREFIX_LINES_HPP

#include "arguments.hpp"

#include "netbasics/ip/prefix.hpp"

namespace netbasics::tools {

/// Writes a prefix a line, bare or as {"prefix":"…"}; with --quiet nothing.
class prefix_lines {
public:
    prefix_lines(arguments const& given, streams io)
        : out_(io.out), before_(given.json() ? R"({"prefix":")" : ""), behind_(given.json() ? "\"}\n" : "\n"),
          quiet_(given.quiet())
    {
    }

    /// False when nobody reads any more.
    template <class Prefix>
    bool write(Prefix p)
    {
        if (quiet_) return true;
        auto& text = out_.pending();
        text.append(before_);
        append_to(text, p);
        text.append(behind_);
        return out_.settle();
    }

private:
    io::block_writer& out_;
    std::string_view before_;
    std::string_view behind_;
    bool quiet_;
};

}  // namespace netbasics::tools

#endif
