#include "serve/replay.hpp"

#include "bad_lines.hpp"
#include "input_file.hpp"
#include "report.hpp"

#include "netbasics/io/block_reader.hpp"
#include "netbasics/journal/record_parts.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/timestamp.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {

namespace {

/// One file of the record. False: it cannot be read, and that was reported.
bool show(std::string const& name, arguments const& given, streams io, bad_lines& bad)
{
    auto const cannot = [&](error const& why) {
        complain(given.title(), io, terminal::harmless(name) + ": " + message(why));
        return false;
    };
    auto const file = input_file::open(name, io);
    if (!file) return cannot(file.error());
    io::block_reader reader(file->descriptor());
    io::block block;
    std::uint64_t number = 0;
    for (;;) {
        auto const more = reader.read(block);
        if (more.has_error()) return cannot(more.error());
        if (!*more) return true;
        for (auto rest = block.text(); !rest.empty();) {
            auto const line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            ++number;
            auto const what = journal::entry_from_line(line);
            if (!what)
                bad.tell(file->title(), number, line, errc::record_broken);
            else if (given.json())
                io.out << *what->json();
            else if (!given.quiet())
                io.out << text::timestamp(what->time) << " " << *what->plain();
        }
    }
}

}  // namespace

exit_status replay(arguments const& given, streams io)
{
    auto const& name = *given.value("replay");
    if (!given.operands().empty())
        return complain_usage(given.title(), io, tr("--replay reads one record and calls nobody"));
    bad_lines bad(given, io);
    for (auto const& path : journal::record_part_paths(name))
        if (!show(path, given, io, bad)) return failure;
    return bad.finish(success);
}

}  // namespace netbasics::tools
