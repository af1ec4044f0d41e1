#include "bad_lines.hpp"
#include "input_file.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "subnet/verbs.hpp"

#include "netbasics/render/json.hpp"
#include "netbasics/scan/line_tagger.hpp"
#include "netbasics/scan/ordered_pipeline.hpp"
#include "netbasics/set/table_reader.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <boost/json/object.hpp>

namespace netbasics::tools {

namespace json = boost::json;

namespace {

std::vector<std::string> names_between_commas(std::string_view text)
{
    std::vector<std::string> names;
    for (;;) {
        auto const comma = std::min(text.find(','), text.size());
        names.emplace_back(text.substr(0, comma));
        if (comma == text.size()) return names;
        text.remove_prefix(comma + 1);
    }
}

/// The table; nothing where it cannot be read, which has been told then.
std::optional<set::prefix_table> read_table(std::string const& name, arguments const& given, streams io,
                                            bad_lines& bad)
{
    auto const file = input_file::open(name, io);
    if (!file) {
        complain(given.title(), io, name, file.error());
        return {};
    }
    set::prefix_table_builder builder;
    bool stopped = false;
    auto const tell = [&](std::uint64_t number, std::string_view line, error const& why) {
        bad.tell(file->title(), number, line, why);
        stopped = given.has("strict");
        return !stopped;
    };
    auto const take = [&](std::vector<ip::address_range> const& ranges, std::string_view label) {
        for (auto const& r : ranges) builder.add(r, label);
    };
    auto const* columns = given.value("columns");
    auto const names = columns != nullptr ? names_between_commas(*columns) : std::vector<std::string>{};
    auto const read = columns != nullptr ? set::read_csv_table(file->descriptor(), names, take, tell)
                                         : set::read_table(file->descriptor(), take, tell);
    if (!read) {
        bool const column = read.error().reason == errc::column_missing;
        complain(given.title(), io, column ? names[read.error().ordinal - 1] : name, read.error());
        return {};
    }
    if (stopped) return {};
    return std::move(builder).build();
}

struct block_result {
    std::string text;
    std::uint64_t known = 0;
};

/// A long line is in the first of its objects only, so that output stays linear in the input.
void append_json(std::string& out, std::string_view line, scan::tag const& t)
{
    constexpr std::size_t longest_repeated = 1024;  // bytes
    bool const shown = t.first || line.size() <= longest_repeated;
    render::append_json_line(out, {{"line", shown ? json::value(text::to_valid_utf8(line)) : nullptr},
                                   {"address", render::text_or_null(t.address)},
                                   {"prefix", t.range ? render::text_or_null(to_string(*t.range)) : nullptr},
                                   {"value", render::text_or_null(text::to_valid_utf8(t.label))}});
}

/// Tags one file; answers how many lines the table knows.
result<std::uint64_t> tag_file(scan::line_tagger const& tagger, input_file const& file,
                               arguments const& given, streams io)
{
    using io::block_reader;
    bool const line_buffered = given.has("line-buffered");
    block_reader reader(file.descriptor(), given.has("null") ? '\0' : '\n',
                        line_buffered ? block_reader::patience::whole_records
                                      : block_reader::patience::full_blocks);
    progress shown(file, io);
    std::uint64_t known = 0;
    auto const tag_block = [&](std::string_view text, std::string& out,
                               std::function<void()> const& appended) {
        if (!given.json()) return tagger.copy(text, out, appended);
        return tagger.for_each(text, [&](auto line, auto const& t) {
            append_json(out, line, t);
            if (appended) appended();
        });
    };
    // A block that is longer than usual is one long line: it is tagged at its turn, straight to the output.
    auto const is_long = [](std::string_view text) { return text.size() > block_reader::block_size; };
    auto const work = [&](std::string_view text, block_result& r) {
        r.text.clear();
        r.known = is_long(text) ? 0 : tag_block(text, r.text, {});
    };
    auto const deliver = [&](std::string_view text, block_result& r) {
        shown.add(text.size());
        if (!is_long(text)) {
            if (!given.quiet()) io.out << r.text;
        } else if (given.quiet()) {
            std::string dropped;
            r.known = tag_block(text, dropped, [&] { dropped.clear(); });
        } else {
            r.known = tag_block(text, io.out.pending(), [&] { io.out.settle(); });
        }
        known += r.known;
        if (line_buffered) io.out.flush();
        return !io.out.failure();
    };
    scan::ordered_pipeline<block_result, decltype(work), decltype(deliver)> blocks(reader, work, deliver);
    if (auto const problem = blocks.run(line_buffered ? 1 : scan::bulk_threads())) return *problem;
    return known;
}

}  // namespace

namespace {

constexpr option_row rows[] = {
    {.name = "all", .summary = translatable("tag every address of a line, not the first alone")},
    {.name = "columns",
     .value = "NAME,NAME,...",
     .summary =
         translatable("the table is CSV with a header: the column of the prefix, then those of the label")},
    {.name = "strict",
     .summary = translatable("stop at the first bad line of the table, without any output")},
    {.name = "null", .letter = '0', .summary = translatable("lines end with NUL, not LF")},
    {.name = "line-buffered", .summary = translatable("write each line as soon as it has come, for tail -f")},
    {.name = "mapped-as-v4", .summary = translatable("take ::ffff:a.b.c.d for the IPv4 address in it")},
};
constexpr option_group groups[] = {{nullptr, rows}};

}  // namespace

constinit option_table const subnet_verbs::tag_options = groups;

exit_status subnet_verbs::tag(arguments const& given, streams io)
{
    if (given.operands().empty()) return complain_usage(given.title(), io, tr("a table is needed"));
    bad_lines bad(given, io);
    auto const table = read_table(given.operands().front(), given, io, bad);
    if (!table) return failure;
    scan::line_tagger const tagger(
        *table, {given.has("all"), given.has("mapped-as-v4"), given.has("null") ? '\0' : '\n'});
    std::uint64_t known = 0;
    bool failed = bad.finish(success) != success;
    for (auto const& name : files_of(given.operands(), 1)) {
        auto const file = input_file::open(name, io);
        auto const lines = file ? tag_file(tagger, *file, given, io) : file.error();
        if (lines) {
            known += *lines;
        } else {
            complain(given.title(), io, name, lines.error());
            failed = true;
        }
    }
    return failed ? failure : known > 0 ? success : no;
}

}  // namespace netbasics::tools
