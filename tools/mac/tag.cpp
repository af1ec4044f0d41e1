#include "mac/kind.hpp"
#include "mac/profile.hpp"
#include "mac/registry_option.hpp"
#include "mac/verbs.hpp"

#include "report.hpp"

#include "netbasics/render/json.hpp"
#include "netbasics/stream/block_reader.hpp"
#include "netbasics/stream/mac_scanner.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/program_options/value_semantic.hpp>

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace netbasics::tools::mac_verbs {
namespace {

/// An address in a line, with the text that is told of it.
struct tagged {
    stream::found_mac place;
    profile what;
};

mac::any_address address_of(stream::found_mac const& found)
{
    if (found.is_eui64) return mac::eui64::from_uint(found.value);
    return mac::eui48::from_uint(found.value);
}

/// Writes each record of a text with what is known of the MAC addresses in it.
class tagger {
public:
    tagger(arguments const& given, streams io, registry::oui_registry const& registry,
           std::optional<mac::notation> rewrite)
        : io_(io), registry_(registry), rewrite_(rewrite), is_json_(given.json()), is_quiet_(given.quiet()),
          is_inline_(given.has("inline")), for_terminal_(terminal::is_terminal(io.out.descriptor()))
    {
    }

    /// False once nothing more can be written.
    bool tag(std::string_view block, char record_end)
    {
        while (!block.empty()) {
            auto const* const stop =
                static_cast<char const*>(std::memchr(block.data(), record_end, block.size()));
            auto const size = stop == nullptr ? block.size() : static_cast<std::size_t>(stop - block.data());
            tag_record(block.substr(0, size));
            if (!is_json_ && !is_quiet_ && stop != nullptr) io_.out.pending().push_back(record_end);
            block.remove_prefix(std::min(size + 1, block.size()));
            if (!io_.out.settle()) return false;
        }
        return true;
    }

    bool found_any() const { return found_any_; }

private:
    void tag_record(std::string_view record)
    {
        ++number_;
        found_.clear();
        stream::mac_scanner scanner(record);
        for (stream::found_mac place; scanner.next(place);) {
            auto what = make_profile(address_of(place), registry_);
            if (place.is_doubtful && !what.match.kind) continue;
            found_.push_back({place, std::move(what)});
        }
        found_any_ |= !found_.empty();
        if (is_quiet_) return;
        if (is_json_)
            write_json();
        else
            write_text(record);
    }

    void write_json()
    {
        for (auto const& one : found_) {
            boost::json::object object{{"line", number_}};
            for (auto& pair : to_json(one.what, rewrite_.value_or(mac::notation::hyphen)))
                object.insert(pair);
            render::append_json_line(io_.out.pending(), object);
        }
    }

    void write_text(std::string_view record)
    {
        auto& out = io_.out.pending();
        std::size_t done = 0;
        for (auto const& [place, what] : found_) {
            if (!is_inline_ && !rewrite_) break;
            append_record_text(record.substr(done, place.begin - done));
            if (rewrite_)
                out.append(write(what.address, *rewrite_));
            else
                out.append(record.substr(place.begin, place.end - place.begin));
            if (is_inline_) append_note(what);
            done = place.end;
        }
        append_record_text(record.substr(done));
        if (is_inline_) return;
        for (auto const& one : found_) {
            out.push_back('\t');
            append_owners(out, one.what.match);
            out.push_back('\t');
            append_kind(out, one.what);
        }
    }

    /// Bytes pass untouched, but for those that a terminal would obey.
    void append_record_text(std::string_view text)
    {
        if (for_terminal_)
            io_.out.pending().append(terminal::harmless(text));
        else
            io_.out.pending().append(text);
    }

    void append_note(profile const& what)
    {
        auto& out = io_.out.pending();
        out.append(" (");
        append_owners(out, what.match);
        out.append(", ");
        append_kind(out, what);
        out.push_back(')');
    }

    streams io_;
    registry::oui_registry const& registry_;
    std::optional<mac::notation> rewrite_;
    bool is_json_;
    bool is_quiet_;
    bool is_inline_;
    bool for_terminal_;
    std::vector<tagged> found_;
    std::uint64_t number_ = 0;
    bool found_any_ = false;
};

/// One input; false when it could not be read to its end.
bool tag_input(int descriptor, std::string const& name, arguments const& given, streams io, tagger& to)
{
    using stream::block_reader;
    char const record_end = given.has("null") ? '\0' : '\n';
    bool const at_once = given.has("line-buffered");
    block_reader reader(descriptor, record_end,
                        at_once ? block_reader::patience::whole_records
                                : block_reader::patience::full_blocks);
    stream::block block;
    for (;;) {
        auto const more = reader.read(block);
        if (!more) {
            complain(given.title(), io, name, more.error());
            return false;
        }
        if (!*more || !to.tag(block.text(), record_end)) return true;
        if (at_once && !io.out.flush()) return true;
    }
}

bool tag_file(std::string const& name, arguments const& given, streams io, tagger& to)
{
    if (name == "-") return tag_input(io.in, name, given, io, to);
    int const descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        complain(given.title(), io, name, last_system_error());
        return false;
    }
    bool const read = tag_input(descriptor, name, given, io, to);
    ::close(descriptor);
    return read;
}

} // namespace

void add_tag_options(boost::program_options::options_description& options)
{
    auto add = options.add_options();
    add("inline", translatable("owner and kind in brackets behind each address, not at the line's end"));
    add("null,0", translatable("records end with NUL, not with a line end"));
    add("line-buffered", translatable("write each line as soon as it has come, for tail -f"));
    add_format_option(options);
    add_registry_option(options);
}

exit_status tag(arguments const& given, streams io)
{
    auto const n = chosen_notation(given, mac::notation::hyphen);
    if (!n) return complain_usage(given.title(), io, n.error());
    auto const registry = open_registry(given, io);
    if (!registry) return failure;

    tagger to(given, io, *registry, given.has("format") ? std::optional(*n) : std::nullopt);
    auto files = given.operands();
    if (files.empty()) files.emplace_back("-");
    bool all_read = true;
    for (auto const& name : files) all_read &= tag_file(name, given, io, to);
    if (!all_read) return failure;
    return to.found_any() ? success : no;
}

} // namespace netbasics::tools::mac_verbs
