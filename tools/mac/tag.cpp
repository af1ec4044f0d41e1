#include "mac/kind.hpp"
#include "mac/registry_option.hpp"
#include "mac/verbs.hpp"

#include "progress.hpp"
#include "report.hpp"

#include "netbasics/render/json.hpp"
#include "netbasics/scan/mac_scanner.hpp"
#include "netbasics/scan/ordered_pipeline.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <cstring>

namespace netbasics::tools::mac_verbs {
namespace {

/// How records are told.
struct tag_style {
    std::optional<notation_style> rewrite;  ///< addresses are written in this notation
    bool is_inline = false;
    bool json = false;
    bool quiet = false;
    bool line_buffered = false;
    bool for_terminal = false;  ///< bytes pass untouched, but for those that a terminal would obey
    char record_end = '\n';
};

/// What came of one block.
struct tagged_block {
    std::string text;
    bool found_any = false;
    std::vector<scan::found_mac> in_record;  ///< of the record at hand
};

mac::any_address address_of(scan::found_mac const& found)
{
    if (found.is_eui64) return mac::eui64::from_uint(found.value);
    return mac::eui48::from_uint(found.value);
}

/// Calls `use` with each record of the text, without its end, and whether it has one.
template <class Use>
void for_each_record(std::string_view text, char record_end, Use use)
{
    while (!text.empty()) {
        auto const* const stop = static_cast<char const*>(std::memchr(text.data(), record_end, text.size()));
        auto const size = stop == nullptr ? text.size() : static_cast<std::size_t>(stop - text.data());
        use(text.substr(0, size), stop != nullptr);
        text.remove_prefix(std::min(size + 1, text.size()));
    }
}

/// Turns records into what is told of them; any thread may use it.
class tagger {
public:
    tagger(tag_style const& style, registry::oui_registry const& registry)
        : style_(style), registry_(registry)
    {
    }

    profile look_up(scan::found_mac const& place) const { return make_profile(address_of(place), registry_); }

    /// The addresses of a record go to `r.in_record`.
    void find(std::string_view record, tagged_block& r) const
    {
        r.in_record.clear();
        scan::mac_scanner scanner(record);
        for (scan::found_mac place; scanner.next(place);) {
            if (place.is_doubtful) {
                auto const what = look_up(place);
                bool const is_known = what.match.kind && !what.first().is_group();
                if (!is_known && what.special == nullptr) continue;
            }
            r.in_record.push_back(place);
        }
        r.found_any |= !r.in_record.empty();
    }

    /// The record, with what was found in it. A carriage return that belongs to its end stays there.
    void append(std::string_view record, tagged_block& r) const
    {
        auto& out = r.text;
        auto const end = record.size() - (style_.record_end == '\n' && record.ends_with('\r') ? 1 : 0);
        std::size_t done = 0;
        for (auto const& place : r.in_record) {
            if (!style_.is_inline && !style_.rewrite) break;
            append_bytes(out, record.substr(done, place.begin - done));
            if (style_.rewrite)
                out.append(style_.rewrite->text_of(address_of(place)));
            else
                out.append(record.substr(place.begin, place.end - place.begin));
            if (style_.is_inline) append_note(out, look_up(place), " (", ", ", ")");
            done = place.end;
        }
        append_bytes(out, record.substr(done, end - done));
        if (!style_.is_inline)
            for (auto const& place : r.in_record) append_note(out, look_up(place), "\t", "\t", "");
        append_bytes(out, record.substr(end));
    }

private:
    void append_bytes(std::string& out, std::string_view text) const
    {
        if (style_.for_terminal)
            out.append(terminal::harmless(text));
        else
            out.append(text);
    }

    void append_note(std::string& out, profile const& what, char const* before, char const* between,
                     char const* behind) const
    {
        out.append(before);
        append_owners(out, what.match);
        out.append(between);
        append_kind(out, what);
        out.append(behind);
    }

    tag_style const& style_;
    registry::oui_registry const& registry_;
};

/// Reads one input to its end, with --quiet to the first address.
class file_tagger {
public:
    file_tagger(tagger const& to, tag_style const& style, input_file const& file, streams io)
        : tagger_(to), style_(style), file_(file), io_(io)
    {
    }

    std::optional<error> run()
    {
        using io::block_reader;
        auto const patience = style_.line_buffered ? block_reader::patience::whole_records
                                                   : block_reader::patience::full_blocks;
        block_reader reader(file_.descriptor(), style_.record_end, patience);
        progress shown(file_, io_);
        auto const work = [&](std::string_view text, tagged_block& r) { make_text(text, r); };
        auto const deliver = [&](std::string_view text, tagged_block& r) {
            shown.add(text.size());
            return tell(text, r);
        };
        scan::ordered_pipeline<tagged_block, decltype(work), decltype(deliver)> blocks(reader, work, deliver);
        return blocks.run(style_.line_buffered ? 1 : scan::bulk_threads());
    }

    bool found_any() const { return found_any_; }

private:
    /// On any thread. JSON needs the number of the line, which depends on the blocks before.
    void make_text(std::string_view text, tagged_block& r) const
    {
        r.text.clear();
        r.found_any = false;
        if (style_.json) return;
        for_each_record(text, style_.record_end, [&](std::string_view record, bool ended) {
            tagger_.find(record, r);
            if (style_.quiet) return;
            tagger_.append(record, r);
            if (ended) r.text.push_back(style_.record_end);
        });
    }

    /// In order.
    bool tell(std::string_view text, tagged_block& r)
    {
        if (style_.json)
            tell_json(text, r);
        else
            io_.out << r.text;
        found_any_ |= r.found_any;
        if (style_.line_buffered) io_.out.flush();
        return !io_.out.failure() && !(style_.quiet && found_any_);
    }

    void tell_json(std::string_view text, tagged_block& r)
    {
        for_each_record(text, style_.record_end, [&](std::string_view record, bool) {
            ++number_;
            tagger_.find(record, r);
            for (auto const& place : r.in_record) {
                boost::json::object object{{"line", number_}};
                for (auto& pair : to_json(tagger_.look_up(place), style_.rewrite.value_or(notation_style{})))
                    object.insert(pair);
                if (!style_.quiet) render::append_json_line(io_.out.pending(), object);
            }
            io_.out.settle();
        });
    }

    tagger const& tagger_;
    tag_style const& style_;
    input_file const& file_;
    streams io_;
    std::uint64_t number_ = 0;
    bool found_any_ = false;
};

tag_style style_of(arguments const& given, streams io, notation_style n)
{
    tag_style style;
    if (given.has("format")) style.rewrite = n;
    style.is_inline = given.has("inline");
    style.json = given.json();
    style.quiet = given.quiet();
    style.line_buffered = given.has("line-buffered");
    style.for_terminal = terminal::is_terminal(io.out.descriptor());
    if (given.has("null")) style.record_end = '\0';
    return style;
}

}  // namespace

namespace {

constexpr option_row rows[] = {
    {.name = "inline",
     .conflicts = "json",
     .summary = translatable("owner and kind in brackets behind each address, not at the line's end")},
    {.name = "null", .letter = '0', .summary = translatable("lines end with NUL, not LF")},
    {.name = "line-buffered", .summary = translatable("write each line as soon as it has come, for tail -f")},
};
constexpr option_group groups[] = {{nullptr, rows}, {nullptr, format_rows}, {nullptr, registry_rows}};

}  // namespace

constinit option_table const tag_options = groups;

exit_status tag(arguments const& given, streams io)
{
    if (given.has("lower") && !given.has("format") && !given.json())
        return complain_usage(given.title(), io, tr("--lower needs --format, which rewrites addresses"));
    auto const n = chosen_notation(given);
    auto const registry = open_registry(given, io);
    if (!registry) return failure;

    auto const style = style_of(given, io, n);
    tagger const to(style, *registry);
    bool found_any = false;
    bool all_read = true;
    for (auto const& name : files_of(given.operands(), 0)) {
        auto const file = input_file::open(name, io);
        std::optional<error> problem;
        if (file) {
            file_tagger one(to, style, *file, io);
            problem = one.run();
            found_any |= one.found_any();
        } else {
            problem = file.error();
        }
        if (problem) complain(given.title(), io, name, *problem);
        all_read &= !problem;
    }
    if (!all_read) return failure;
    return found_any ? success : no;
}

}  // namespace netbasics::tools::mac_verbs
