#include "input_file.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "subnet/set_reader.hpp"
#include "subnet/verbs.hpp"

#include "netbasics/render/json.hpp"
#include "netbasics/scan/line_filter.hpp"
#include "netbasics/scan/ordered_pipeline.hpp"
#include "netbasics/set/interval_index.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <boost/json/object.hpp>

namespace netbasics::tools {

namespace {

/// What is written of the lines that are kept.
struct grep_style {
    bool count = false;
    bool addresses_only = false;
    bool quiet = false;
    bool numbers = false;
    bool names = false;  ///< the file's name in front
    bool json = false;
    bool line_buffered = false;
    scan::filter_rule rule;

    /// Lines are told one by one, in the order of the file.
    bool one_by_one() const { return !count && !quiet && (numbers || names || json); }
};

/// What came of one block.
struct block_result {
    std::string text;
    std::uint64_t kept = 0;
};

std::string without_end(std::string_view line, char line_end)
{
    if (line.ends_with(line_end)) line.remove_suffix(1);
    return std::string(line);
}

class file_grep {
public:
    file_grep(set::address_matcher const& matcher, grep_style const& style, input_file const& file,
              streams io)
        : filter_(matcher, style.rule), style_(style), file_(file), io_(io)
    {
    }

    /// Reads the whole file, or with --quiet up to the first line that is kept.
    std::optional<error> run()
    {
        using io::block_reader;
        auto const patience = style_.line_buffered ? block_reader::patience::whole_records
                                                   : block_reader::patience::full_blocks;
        block_reader reader(file_.descriptor(), style_.rule.line_end, patience);
        progress shown(file_, io_);
        auto const work = [&](std::string_view text, block_result& r) { filter(text, r); };
        auto const deliver = [&](std::string_view text, block_result& r) {
            shown.add(text.size());
            return tell(text, r);
        };
        scan::ordered_pipeline<block_result, decltype(work), decltype(deliver)> blocks(reader, work, deliver);
        return blocks.run(style_.line_buffered ? 1 : scan::bulk_threads());
    }

    std::uint64_t kept() const { return kept_; }

private:
    /// On any thread: what does not depend on the blocks before.
    void filter(std::string_view text, block_result& r) const
    {
        r.text.clear();
        r.kept = 0;
        if (style_.count || style_.quiet)
            r.kept = filter_.count(text);
        else if (!style_.one_by_one())
            r.kept =
                style_.addresses_only ? filter_.copy_addresses(text, r.text) : filter_.copy(text, r.text);
    }

    /// In order: writes, and answers whether to go on.
    bool tell(std::string_view text, block_result& r)
    {
        if (style_.one_by_one()) {
            r.kept = tell_one_by_one(text);
            lines_before_ += scan::count_lines(text, style_.rule.line_end);
        } else {
            io_.out << r.text;
        }
        kept_ += r.kept;
        if (style_.line_buffered) io_.out.flush();
        return !io_.out.failure() && !(style_.quiet && kept_ > 0);
    }

    std::uint64_t tell_one_by_one(std::string_view text)
    {
        if (!style_.addresses_only)
            return filter_.for_each(text, [&](scan::kept_line const& line) { tell_line(line, line.text); });
        return filter_.for_each_address(text,
                                        [&](scan::kept_line const& line) { tell_line(line, line.address); });
    }

    void tell_line(scan::kept_line const& line, std::string_view shown)
    {
        auto& out = io_.out.pending();
        auto const number = lines_before_ + line.number;
        if (style_.json) {
            render::append_json_line(
                out, {{"file", text::to_valid_utf8(file_.title())},
                      {"number", number},
                      {"line", text::to_valid_utf8(without_end(line.text, style_.rule.line_end))},
                      {"address", render::text_or_null(line.address)}});
        } else {
            if (style_.names) out.append(file_.title()).push_back(':');
            if (style_.numbers) out.append(std::to_string(number)).push_back(':');
            out.append(shown);
            if (!shown.ends_with(style_.rule.line_end)) out.push_back(style_.rule.line_end);
        }
        io_.out.settle();
    }

    scan::line_filter filter_;
    grep_style const& style_;
    input_file const& file_;
    streams io_;
    std::uint64_t kept_ = 0;
    std::uint64_t lines_before_ = 0;
};

void tell_count(input_file const& file, std::uint64_t count, grep_style const& style, streams io)
{
    if (style.json) {
        render::append_json_line(io.out.pending(), {{"file", file.title()}, {"count", count}});
        return;
    }
    if (style.names) io.out << file.title() << ":";
    io.out << std::to_string(count) << "\n";
}

grep_style style_of(arguments const& given, std::size_t files)
{
    grep_style style;
    style.count = given.has("count");
    style.addresses_only = given.has("only-matching");
    style.quiet = given.quiet();
    style.numbers = given.has("line-number");
    style.names = files > 1;
    style.json = given.json();
    style.line_buffered = given.has("line-buffered");
    style.rule.invert = given.has("invert-match");
    style.rule.whole_line = given.has("line-regexp");
    style.rule.line_end = given.has("null") ? '\0' : '\n';
    return style;
}

/// What PREFIXES, -e and -f name; nothing where that cannot be read.
std::optional<set::prefix_set> read_wanted(set_reader& reader, arguments const& given, bool listed)
{
    set::prefix_set_builder builder;
    auto texts = given.values("regexp");
    if (!listed) texts.push_back(given.operands().front());
    for (auto const& text : texts)
        if (!reader.add(text, builder)) return {};
    for (auto const& name : given.values("file"))
        if (!reader.add_file(name, builder)) return {};
    return std::move(builder).build();
}

}  // namespace

namespace {

constexpr option_row rows[] = {
    {.name = "regexp",
     .letter = 'e',
     .value = "PREFIX",
     .repeats = true,
     .summary = translatable("look for this prefix, address or range; may be repeated")},
    {.name = "file",
     .letter = 'f',
     .value = "LIST",
     .repeats = true,
     .completes = complete::file,
     .summary = translatable("look for what this list holds; may be repeated")},
    {.name = "invert-match", .letter = 'v', .summary = translatable("the lines that hold no such address")},
    {.name = "count", .letter = 'c', .summary = translatable("only the number of lines")},
    {.name = "only-matching", .letter = 'o', .summary = translatable("only the addresses, one a line")},
    {.name = "line-number", .letter = 'n', .summary = translatable("each line behind its number")},
    {.name = "line-regexp",
     .letter = 'x',
     .summary = translatable("only lines that are an address and nothing else")},
    {.name = "null", .letter = '0', .summary = translatable("lines end with NUL, not LF")},
    {.name = "line-buffered", .summary = translatable("write each line as soon as it has come, for tail -f")},
    {.name = "mapped-as-v4", .summary = translatable("take ::ffff:a.b.c.d for the IPv4 address in it")},
    {.name = "strict", .summary = translatable("stop at the first bad line of a list, without any output")},
};
constexpr option_group groups[] = {{nullptr, rows}};

}  // namespace

constinit option_table const subnet_verbs::grep_options = groups;

exit_status subnet_verbs::grep(arguments const& given, streams io)
{
    bool const listed = given.has("regexp") || given.has("file");
    if (!listed && given.operands().empty())
        return complain_usage(given.title(), io, tr("prefixes to look for are needed"));

    set_reader reader(given, io);
    auto const wanted = read_wanted(reader, given, listed);
    if (!wanted) return failure;
    auto const mapped =
        given.has("mapped-as-v4") ? set::address_matcher::mapped::as_v4 : set::address_matcher::mapped::as_v6;
    set::address_matcher const matcher(*wanted, mapped);

    auto const names = files_of(given.operands(), listed ? 0 : 1);
    auto const style = style_of(given, names.size());
    auto status = no;
    bool failed = reader.finish(success) != success;
    for (auto const& name : names) {
        auto const file = input_file::open(name, io);
        if (!file) {
            complain(given.title(), io, name, file.error());
            failed = true;
            continue;
        }
        file_grep one(matcher, style, *file, io);
        if (auto const problem = one.run()) {
            complain(given.title(), io, name, *problem);
            failed = true;
        }
        if (one.kept() > 0) status = success;
        if (style.quiet && status == success) return success;
        if (style.count && !style.quiet) tell_count(*file, one.kept(), style, io);
        if (io.out.failure()) break;
    }
    return failed ? failure : status;
}

}  // namespace netbasics::tools
